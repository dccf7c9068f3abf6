package dev.millrace.app.publish;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.jira.panel.IssueProperty;
import dev.millrace.jira.panel.IssueStanding;
import dev.millrace.model.ArtifactId;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an issue is to show.
 *
 * @param issue the issue
 * @param key its key
 * @param project the key of its project
 * @param property the issue property, or null if none is to be written
 * @param hub the hub that the link leads to, or null if none is to be written
 * @param standing how it stands, for the lozenge, and title and icon of the link
 * @param app the id of the Forge app whose lozenge is to be written, or null for none
 * @param numbers what number fields are to hold, by their ids or names; an empty one is to be cleared
 */
record IssueDraft(
        ArtifactId issue,
        String key,
        String project,
        @Nullable IssueProperty property,
        @Nullable URI hub,
        IssueStanding standing,
        @Nullable String app,
        SortedMap<String, Optional<BigDecimal>> numbers) {

    /** Where a mark holds the numbers. */
    static final String NUMBERS = "numbers";

    IssueDraft {
        Objects.requireNonNull(issue, "issue");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(project, "project");
        Objects.requireNonNull(standing, "standing");
        numbers = Collections.unmodifiableSortedMap(new TreeMap<>(numbers));
    }

    /** What people read on the link. Changes with the state of the item, and not with its age. */
    String title() {
        return "Flow: " + standing.sentence();
    }

    /** Stays the same as long as nothing has to be written. */
    String mark() {
        ObjectNode mark = JsonNodeFactory.instance.objectNode();
        mark.put("property", property == null ? "" : property.digest());
        mark.put(
                "link",
                hub == null
                        ? ""
                        : hex(PanelContexts.page(hub, key) + "\n" + title() + "\n"
                                + standing.icon().path()));
        if (app != null) {
            mark.put("app", app).put("lozenge", standing.label());
        }
        if (!numbers.isEmpty()) {
            ObjectNode fields = mark.putObject(NUMBERS);
            numbers.forEach((field, number) -> fields.put(field, number.orElse(null)));
        }
        return mark.toString();
    }

    private static String hex(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
