package dev.millrace.model;

import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An artifact's fields as they were when it was last read: what people call it and what has no history of its own.
 * Snapshots are facts too: a changed one is added beside the old one.
 *
 * @param artifact whose fields these are
 * @param key what people call it now, such as {@code ANY23-175}; changes when an issue moves
 * @param title its title; untrusted text, which renderers escape
 * @param project the key of the project or the full name of the repository or job folder it belongs to
 * @param type its type now, or null if the tool has none
 * @param level where it stands in the hierarchy
 * @param parent the artifact it is part of, or null
 * @param state its state now, or null if the tool keeps none
 * @param resolution the resolution's name, or null while there is none
 * @param url where a person can look at it, or null
 * @param createdAt when it was created, by the source's clock
 * @param updatedAt when it last changed, by the source's clock
 * @param attributes further named values, such as {@code labels} or {@code components}, each sorted
 */
public record ArtifactSnapshot(
        ArtifactId artifact,
        String key,
        String title,
        String project,
        @Nullable NativeType type,
        Level level,
        @Nullable ArtifactId parent,
        @Nullable NativeState state,
        @Nullable String resolution,
        @Nullable URI url,
        Instant createdAt,
        Instant updatedAt,
        SortedMap<String, List<String>> attributes) {

    /** Validates: key and project are not blank, an artifact is not its own parent. Copies the attributes. */
    public ArtifactSnapshot {
        Objects.requireNonNull(artifact, "artifact");
        Require.text(key, "key");
        Objects.requireNonNull(title, "title");
        Require.text(project, "project");
        Objects.requireNonNull(level, "level");
        createdAt = Require.millis(createdAt, "createdAt");
        updatedAt = Require.millis(updatedAt, "updatedAt");
        if (url != null && !"http".equalsIgnoreCase(url.getScheme()) && !"https".equalsIgnoreCase(url.getScheme())) {
            throw new IllegalArgumentException(
                    "the url of " + key + " must begin with http or https: pages link to it");
        }
        if (artifact.equals(parent)) {
            throw new IllegalArgumentException(key + " cannot be its own parent");
        }
        SortedMap<String, List<String>> copy = new TreeMap<>();
        attributes.forEach((name, values) -> copy.put(
                Require.text(name, "attribute name"), values.stream().sorted().toList()));
        attributes = Collections.unmodifiableSortedMap(copy);
    }

    /** The same with other attributes. */
    public ArtifactSnapshot with(SortedMap<String, List<String>> others) {
        return new ArtifactSnapshot(
                artifact,
                key,
                title,
                project,
                type,
                level,
                parent,
                state,
                resolution,
                url,
                createdAt,
                updatedAt,
                others);
    }

    /** The same at another level, as a part of something else or of nothing. */
    public ArtifactSnapshot partOf(@Nullable ArtifactId other, Level otherLevel) {
        return new ArtifactSnapshot(
                artifact,
                key,
                title,
                project,
                type,
                otherLevel,
                other,
                state,
                resolution,
                url,
                createdAt,
                updatedAt,
                attributes);
    }
}
