package dev.millrace.jira;

import dev.millrace.model.EventOrder;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.NativeState;
import dev.millrace.model.StateUse;
import dev.millrace.model.ToolInstance;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * In which project an issue was in which state. A state belongs to the project the issue was in at that time: the workflow of
 * the project it moved to may never have known it.
 */
final class StateUses {

    private StateUses() {}

    /**
     * The uses an issue's history shows.
     *
     * @param unordered its events
     * @param currentProject the key of the project it is in now
     * @param current the state it is in now
     */
    static List<StateUse> of(ToolInstance tool, List<FlowEvent> unordered, String currentProject, NativeState current) {
        // in this order a move stands before the state that the issue got in its new project
        List<FlowEvent> events = EventOrder.of(unordered);
        Set<StateUse> uses = new LinkedHashSet<>();
        String project = firstProject(events, currentProject);
        int moves =
                (int) events.stream().filter(FlowEvent.Moved.class::isInstance).count();
        for (FlowEvent event : events) {
            if (event instanceof FlowEvent.Created created) {
                uses.add(new StateUse(tool, project, created.state()));
            } else if (event instanceof FlowEvent.Moved moved) {
                moves--;
                // the last move leads to where it is, even if that project was renamed since
                project = moves == 0 ? currentProject : projectOf(moved.toKey(), currentProject);
            } else if (event instanceof FlowEvent.StateChanged changed) {
                uses.add(new StateUse(tool, project, changed.to()));
            }
        }
        uses.add(new StateUse(tool, currentProject, current));
        return List.copyOf(uses);
    }

    private static String firstProject(List<FlowEvent> events, String currentProject) {
        for (FlowEvent event : events) {
            if (event instanceof FlowEvent.Moved moved) {
                return projectOf(moved.fromKey(), currentProject);
            }
        }
        return currentProject;
    }

    static String projectOf(String key, String otherwise) {
        int dash = key.lastIndexOf('-');
        return dash > 0 ? key.substring(0, dash) : otherwise;
    }
}
