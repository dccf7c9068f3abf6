package dev.millrace.app.publish;

import dev.millrace.jira.panel.IssueProperty;
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
 */
record IssueDraft(
        ArtifactId issue,
        String key,
        String project,
        @Nullable IssueProperty property,
        @Nullable URI page) {

    IssueDraft {
        Objects.requireNonNull(issue, "issue");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(project, "project");
    }

    /** What people read on the link. Says nothing that changes with the flow, so that it is written once. */
    String title() {
        return "Flow of " + key;
    }

    /** Stays the same as long as nothing has to be written. */
    String mark() {
        String shown = property == null ? "" : property.digest();
        return "{\"property\":\"" + shown + "\",\"link\":\"" + (page == null ? "" : hex(page + "\n" + title())) + "\"}";
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
