package dev.millrace.app.report;

import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.outlook.Breakdown.By;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.ItemHistory;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.Service;
import dev.millrace.valuestream.Team;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Which groups an item belongs to. */
final class Groups {

    private Groups() {}

    /** Its groups; an item that changes several services belongs to each of them. */
    static Collection<String> of(By by, ItemHistory item, ItemFlow flow, Definition definition) {
        return switch (by) {
            case TYPE -> List.of(flow.type().text());
            case PROJECT -> List.of(flow.item().project());
            case TEAM -> List.of(team(flow, definition));
            case SERVICE -> services(item, definition);
        };
    }

    /** Where no teams are defined, a project stands for one. */
    private static String team(ItemFlow flow, Definition definition) {
        return definition.teams().isEmpty()
                ? flow.item().project()
                : definition.team(flow.item()).map(Team::name).orElse("(no team)");
    }

    /** What it changes; what it is about, if nothing was changed for it yet; else where it is tracked. */
    static Collection<String> services(ItemHistory item, Definition definition) {
        Collection<String> services = new TreeSet<>();
        item.changes().forEach(change -> services.add(change.service().name()));
        ArtifactSnapshot snapshot = item.item().snapshot();
        return services.isEmpty()
                ? List.of(definition.service(snapshot).map(Service::name).orElse(snapshot.project()))
                : services;
    }
}
