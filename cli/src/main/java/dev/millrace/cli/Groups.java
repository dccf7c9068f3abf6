package dev.millrace.cli;

import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.Breakdown.By;
import dev.millrace.model.Change;
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
            case SERVICE -> services(item, flow, definition);
        };
    }

    /** Where no teams are defined, a project stands for one. */
    private static String team(ItemFlow flow, Definition definition) {
        return definition.teams().isEmpty()
                ? flow.item().project()
                : definition.team(flow.item()).map(Team::name).orElse("(no team)");
    }

    private static Collection<String> services(ItemHistory item, ItemFlow flow, Definition definition) {
        Collection<String> services = new TreeSet<>();
        for (Change change : item.changes()) {
            services.add(definition
                    .service(change.source().snapshot())
                    .map(Service::name)
                    .orElse(change.service().name()));
        }
        return services.isEmpty()
                ? List.of(definition
                        .service(flow.item())
                        .map(Service::name)
                        .orElse(flow.item().project()))
                : services;
    }
}
