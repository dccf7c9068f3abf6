package dev.millrace.app.report;

import dev.millrace.derive.Belonging;
import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.outlook.Breakdown.By;
import dev.millrace.valuestream.Definition;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** Which groups an item belongs to. */
final class Groups {

    private Groups() {}

    /** Its groups; an item that changes several services belongs to each of them. */
    static Collection<String> of(By by, ItemFlow flow, Belonging belonging, Definition definition) {
        return switch (by) {
            case TYPE -> List.of(flow.type().text());
            case PROJECT -> List.of(flow.item().project());
            case TEAM -> List.of(team(flow, belonging, definition));
            case SERVICE -> belonging.services();
            case ORIGIN -> List.of(flow.origin().origin().text());
        };
    }

    /** Where no teams are defined, a project stands for one. */
    private static String team(ItemFlow flow, Belonging belonging, Definition definition) {
        return definition.teams().isEmpty()
                ? flow.item().project()
                : Objects.requireNonNullElse(belonging.team(), "(no team)");
    }
}
