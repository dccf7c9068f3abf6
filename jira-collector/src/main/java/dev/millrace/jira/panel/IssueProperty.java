package dev.millrace.jira.panel;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.view.item.ItemView;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * An item as the JSON of one issue property, from which the panel in the issue is drawn.
 *
 * <p>It says nothing that changes with the clock alone: what is still open has the instant since which it is ({@code since}), and
 * the panel computes its age. So the property needs to be written again only when its {@linkplain #digest digest} has changed.
 *
 * @param json compact JSON, at most {@link #LIMIT} characters
 * @param digest SHA-256 over all of it but the digest itself and the instant as of which it was made, in hexadecimal
 */
public record IssueProperty(String json, String digest) {

    /** Jira takes that many characters. */
    public static final int LIMIT = 32_768;

    /** The form of the JSON; another form gets another word. */
    public static final String FORM = "item/1";

    /** What is left out if all of it does not fit, the first first; {@code left} says what was. */
    private static final List<String> DISPENSABLE = List.of("chain", "flow", "stages");

    /** The property of an item. */
    public static IssueProperty of(ItemView item) {
        return of(item, LIMIT);
    }

    static IssueProperty of(ItemView item, int limit) {
        ObjectNode content = new PanelJson(item).write();
        IssueProperty property = signed(content, item);
        for (String part : DISPENSABLE) {
            if (property.json.length() <= limit) {
                return property;
            }
            content.get("cycles").forEach(cycle -> ((ObjectNode) cycle).remove(part));
            content.withArray("left").add(part);
            property = signed(content, item);
        }
        if (property.json.length() > limit) {
            content.remove("cycles");
            content.withArray("left").add("cycles");
            property = signed(content, item);
        }
        return property;
    }

    private static IssueProperty signed(ObjectNode content, ItemView item) {
        String digest = sha256(content.toString());
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        whole.put("millrace", FORM);
        whole.put("digest", digest);
        whole.put("asOf", item.knowledge().asOf().toString());
        whole.setAll(content);
        return new IssueProperty(whole.toString(), digest);
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
