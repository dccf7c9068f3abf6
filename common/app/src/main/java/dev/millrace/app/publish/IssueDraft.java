package dev.millrace.app.publish;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.jira.panel.IssueProperty;
import dev.millrace.jira.panel.IssueStanding;
import dev.millrace.model.ArtifactId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an issue is to show.
 *
 * @param issue the issue
 * @param key its key
 * @param project the key of its project
 * @param property the issue property, or null if none is to be written
 * @param page where the link leads, or null if none is to be written
 * @param standing how it stands, for the lozenge and the title of the link
 * @param app the id of the Forge app whose lozenge is to be written, or null for none
 */
record IssueDraft(
        ArtifactId issue,
        String key,
        String project,
        @Nullable IssueProperty property,
        @Nullable URI page,
        IssueStanding standing,
        @Nullable String app) {

    IssueDraft {
        Objects.requireNonNull(issue, "issue");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(project, "project");
        Objects.requireNonNull(standing, "standing");
    }

    /** What people read on the link. Changes with the state of the item, and not with its age. */
    String title() {
        return "Flow: " + standing.sentence();
    }

    /** Stays the same as long as nothing has to be written. */
    String mark() {
        ObjectNode mark = JsonNodeFactory.instance.objectNode();
        mark.put("property", property == null ? "" : property.digest());
        mark.put("link", page == null ? "" : hex(page + "\n" + title()));
        if (app != null) {
            mark.put("app", app).put("lozenge", standing.label());
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
