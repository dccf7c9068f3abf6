package dev.millrace.app.query;

import dev.millrace.model.ArtifactKind;
import java.util.Objects;

/**
 * What a search found, and the reader may see.
 *
 * @param kind issue, pull request or build
 * @param key what people call it
 */
public record FoundArtifact(ArtifactKind kind, String key) {

    /** Validates. */
    public FoundArtifact {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(key, "key");
    }
}
