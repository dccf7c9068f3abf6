package dev.millrace.jira.panel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.view.item.ItemView;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/**
 * An item as the JSON of one issue property, from which the panel in the issue is drawn.
 *
 * <p>It says nothing that changes with the clock alone: what is still open has the instant since which it is ({@code since}), and
 * the panel computes its age. So the property needs to be written again only when its {@linkplain #digest digest} has changed.
 *
 * @param json compact JSON, at most {@link #LIMIT} characters
 * @param digest SHA-256 over all of it but the digest itself and the instants as of which it was made and until which the sources were read, in hexadecimal
 */
public record IssueProperty(String json, String digest) {

    /** Jira takes that many characters. */
    public static final int LIMIT = 32_768;

    /** The form of the JSON; another form gets another word. */
    public static final String FORM = "flow/1";

    /** What is left out if all of it does not fit, the first first; {@code left} says what was. */
    private static final List<Detail> DISPENSABLE = List.of(
            new Detail("links", content -> chain(content).forEach(part -> ((ObjectNode) part).remove("url"))),
            new Detail("earlier cycles", content -> {
                ArrayNode cycles = content.withArray("cycles");
                while (cycles.size() > 1) {
                    cycles.remove(0);
                }
            }),
            new Detail(
                    "chain", content -> content.path("cycles").forEach(cycle -> ((ObjectNode) cycle).remove("chain"))),
            new Detail("flow", content -> content.remove("cycles")),
            new Detail("gaps", content -> content.withObject("/capture").remove("gaps")));

    /** Something that the panel can do without. */
    private record Detail(String name, Consumer<ObjectNode> removal) {}

    /** The property of an item. */
    public static IssueProperty of(ItemView item, PanelContext context) {
        return of(item, context, LIMIT);
    }

    static IssueProperty of(ItemView item, PanelContext context, int limit) {
        ObjectNode content = new PanelJson(item, context).write();
        IssueProperty property = signed(content, item);
        for (Detail part : DISPENSABLE) {
            if (property.json.length() <= limit) {
                return property;
            }
            part.removal().accept(content);
            content.withArray("left").add(part.name());
            property = signed(content, item);
        }
        return property;
    }

    private static List<JsonNode> chain(ObjectNode content) {
        List<JsonNode> parts = new ArrayList<>();
        content.path("cycles").forEach(cycle -> cycle.path("chain").forEach(parts::add));
        return parts;
    }

    private static IssueProperty signed(ObjectNode content, ItemView item) {
        String digest = sha256(content.toString());
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        whole.put("millrace", FORM);
        whole.put("digest", digest);
        whole.put("asOf", item.knowledge().asOf().toString());
        Instant until = item.capture().until();
        if (until != null) {
            whole.put("until", until.toString());
        }
        whole.setAll(content);
        return new IssueProperty(whole.toString(), digest);
    }

    static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
