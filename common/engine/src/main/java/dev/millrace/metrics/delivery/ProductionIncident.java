package dev.millrace.metrics.delivery;

import dev.millrace.flow.ItemFlow;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Attribute;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.FlowEvent.StateChanged;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.NativeState;
import dev.millrace.model.StateCatalogue;
import dev.millrace.model.StateCategory;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.Service;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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

    private static final Set<String> OVER = Set.of("resolved", "closed", "done", "completed", "fixed");

    /** Validates. */
    public ProductionIncident {
        Objects.requireNonNull(artifact, "artifact");
        Objects.requireNonNull(key, "key");
        changes = List.copyOf(changes);
        Objects.requireNonNull(beganAt, "beganAt");
    }

    /** Whether it is known what it happened to. */
    public boolean belongs() {
        return service != null || deployment != null;
    }

    /** The same incident, if it does not say itself what it happened to. */
    public ProductionIncident in(@Nullable String named) {
        return service != null || named == null
                ? this
                : new ProductionIncident(artifact, key, url, named, deployment, changes, beganAt, resolvedAt);
    }

    /** The same incident of that deployment. */
    public ProductionIncident of(ArtifactId named) {
        return new ProductionIncident(artifact, key, url, service, named, changes, beganAt, resolvedAt);
    }

    /** The incident that an item is, with what was changed for it; empty if it is none by the definition. */
    public static Optional<ProductionIncident> of(ItemHistory item, ItemFlow flow, Definition definition) {
        if (flow.cycle() > 1 || !definition.incidents().accepts(flow.item())) {
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
                        flow.stop())
                .in(definition.service(flow.item()).map(Service::name).orElse(null)));
    }

    /**
     * What a tool calls an incident. It is resolved when it came to the last of its states, if that is one in which a thing is over.
     *
     * @param states what the tools say of their states; where they say nothing, the words count
     */
    public static ProductionIncident of(ArtifactHistory incident, StateCatalogue states, Definition definition) {
        ArtifactSnapshot snapshot = incident.snapshot();
        Instant resolvedAt = null;
        for (FlowEvent event : incident.events()) {
            if (event instanceof StateChanged change) {
                boolean over = isOver(incident.artifact(), change.to(), states);
                resolvedAt = !over ? null : resolvedAt == null ? change.occurredAt() : resolvedAt;
            }
        }
        return new ProductionIncident(
                        incident.artifact(),
                        snapshot.key(),
                        snapshot.url(),
                        snapshot.attributes().getOrDefault(Attribute.SERVICE, List.of()).stream()
                                .findFirst()
                                .orElse(null),
                        null,
                        List.of(),
                        snapshot.createdAt(),
                        resolvedAt)
                .in(definition.service(snapshot).map(Service::name).orElse(null));
    }

    private static boolean isOver(ArtifactId incident, NativeState state, StateCatalogue states) {
        return states.definition(incident.tool(), state)
                .map(known -> StateCategory.DONE.equals(known.category()))
                .orElseGet(() -> OVER.contains(state.name().toLowerCase(Locale.ROOT)));
    }
}
