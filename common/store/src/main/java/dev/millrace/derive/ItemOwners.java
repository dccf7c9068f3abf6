package dev.millrace.derive;

import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.ItemHistory;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.Service;
import dev.millrace.valuestream.Team;
import dev.millrace.valuestream.ValueStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Says whose items are, by a definition. */
public final class ItemOwners {

    private final Definition definition;

    /** By that definition. */
    public ItemOwners(Definition definition) {
        this.definition = definition;
    }

    /** The team and services of an item. */
    public Belonging of(ItemHistory item) {
        return new Belonging(
                definition.team(item.item().snapshot()).map(Team::name).orElse(null), List.copyOf(services(item)));
    }

    /** Whether an item flows through a stream. */
    public boolean streams(ItemHistory item, ValueStream stream) {
        return definition.stream(item.item().snapshot())
                .filter(own -> own.id().equals(stream.id()))
                .isPresent();
    }

    /** What it changes; what it is about, if nothing was changed for it yet; else where it is tracked. */
    private Set<String> services(ItemHistory item) {
        Set<String> services = new TreeSet<>();
        item.changes().forEach(change -> services.add(change.service().name()));
        ArtifactSnapshot snapshot = item.item().snapshot();
        if (services.isEmpty()) {
            services.add(definition.service(snapshot).map(Service::name).orElse(snapshot.project()));
        }
        return services;
    }
}
