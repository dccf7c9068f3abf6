package dev.millrace.metrics;

import dev.millrace.flow.ItemFlow;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.NativeType;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that went wrong in production.
 *
 * @param artifact the incident
 * @param key what people call it; hostile text
 * @param url where it can be looked at, or null
 * @param service what it happened to; null if it does not say
 * @param deployment the deployment it names as its cause; null if it names none
 * @param changes what was changed for it
 * @param beganAt when it was opened
 * @param resolvedAt when it was resolved; null while it is not
 */
public record ProductionIncident(
        ArtifactId artifact,
        String key,
        @Nullable URI url,
        @Nullable String service,
        @Nullable ArtifactId deployment,
        List<ArtifactId> changes,
        Instant beganAt,
        @Nullable Instant resolvedAt) {

    private static final String INCIDENT = "incident";

    /** Validates. */
    public ProductionIncident {
        Objects.requireNonNull(artifact, "artifact");
        Objects.requireNonNull(key, "key");
        changes = List.copyOf(changes);
        Objects.requireNonNull(beganAt, "beganAt");
    }

    /** The same incident, if it does not say itself what it happened to. */
    public ProductionIncident in(@Nullable String named) {
        return service != null || named == null
                ? this
                : new ProductionIncident(artifact, key, url, named, deployment, changes, beganAt, resolvedAt);
    }

    /** The incident that an item is, with what was changed for it; empty if its type is another. */
    public static Optional<ProductionIncident> of(ItemHistory item, ItemFlow flow) {
        NativeType type = flow.item().type();
        if (flow.cycle() > 1 || type == null || !type.name().equalsIgnoreCase(INCIDENT)) {
            return Optional.empty();
        }
        return Optional.of(new ProductionIncident(
                flow.item().artifact(),
                flow.item().key(),
                flow.item().url(),
                item.changes().stream()
                        .map(change -> change.service().name())
                        .sorted()
                        .findFirst()
                        .orElse(null),
                null,
                item.changes().stream()
                        .map(change -> change.source().artifact())
                        .toList(),
                flow.createdAt(),
                flow.stop()));
    }
}
