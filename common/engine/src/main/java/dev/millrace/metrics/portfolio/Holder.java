package dev.millrace.metrics.portfolio;

import dev.millrace.flow.ItemFlow;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.Figure;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An epic, an initiative, or whatever else holds items together.
 *
 * @param artifact its identity
 * @param key what people call it; hostile text
 * @param title its title; hostile text
 * @param type the tool's name of its type, such as {@code Epic}; hostile text
 * @param url where it can be looked at, or null
 * @param parent what it is part of itself, or null; always captured
 * @param createdAt when it was created
 * @param status where it stands by its own states
 * @param flowTime by its own states, from its first start to its stop; its age while it is open
 */
public record Holder(
        ArtifactId artifact,
        String key,
        String title,
        String type,
        @Nullable URI url,
        @Nullable ArtifactId parent,
        Instant createdAt,
        ItemFlow.Status status,
        Figure<Duration> flowTime) {

    /** Validates. */
    public Holder {
        Objects.requireNonNull(artifact, "artifact");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(flowTime, "flowTime");
    }
}
