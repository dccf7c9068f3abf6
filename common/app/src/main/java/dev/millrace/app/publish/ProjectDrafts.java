package dev.millrace.app.publish;

import dev.millrace.app.report.Outlook;
import dev.millrace.app.report.ReportAnswer;
import dev.millrace.app.report.ReportService;
import dev.millrace.app.report.ReportWindow;
import dev.millrace.app.report.StreamChoice;
import dev.millrace.config.MillraceConfig;
import dev.millrace.flow.ItemFlow;
import dev.millrace.jira.panel.ProjectProperty;
import dev.millrace.jira.panel.UsualTimes;
import dev.millrace.metrics.ItemFilter;
import dev.millrace.model.Knowledge;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.FlowStore;
import dev.millrace.view.ReportView;
import dev.millrace.view.item.ItemView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Gathers what the page of each project shows: its items in the flow, and a report over it. */
final class ProjectDrafts {

    /** A report each; a site with more projects has the hub. */
    private static final int MOST = 50;

    private record Place(ToolInstance tool, String project) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byTool = tool.compareTo(other.tool);
            return byTool == 0 ? project.compareTo(other.project) : byTool;
        }
    }

    /** The items of a project, and the stream of the first of them. */
    private static final class Gathered {
        private final String stream;
        private final List<ItemFlow> open = new ArrayList<>();

        Gathered(String stream) {
            this.stream = stream;
        }
    }

    private final Map<Place, Gathered> projects = new TreeMap<>();

    void add(ItemView view) {
        ItemFlow flow = view.current();
        Place place = new Place(flow.item().artifact().tool(), flow.item().project());
        Gathered gathered = projects.computeIfAbsent(
                place, unseen -> new Gathered(view.stream().id()));
        if (flow.status() == ItemFlow.Status.IN_FLOW) {
            gathered.open.add(flow);
        }
    }

    /** The properties of the projects of each site. */
    Map<ToolInstance, Map<String, ProjectProperty>> properties(
            MillraceConfig config, FlowStore store, Knowledge knowledge) {
        Map<ToolInstance, Map<String, ProjectProperty>> properties = new TreeMap<>();
        int days = config.publish().days();
        projects.entrySet().stream().limit(MOST).forEach(entry -> {
            Place place = entry.getKey();
            StreamChoice chosen = StreamChoice.ofParameters(
                    config.definition(), Optional.of(entry.getValue().stream), Optional.empty(), Optional.empty());
            ItemFilter filter = new ItemFilter(new TreeSet<>(Set.of(place.project())), Set.of());
            ReportAnswer made = new ReportService(store, config.zone(), knowledge, chosen, filter)
                    .run(ReportWindow.ofDays(days), Outlook.usual(Optional.empty()), null);
            String sentence = Optional.ofNullable(
                            ReportView.of(made.flow(), made.extras()).document().headline())
                    .map(headline -> headline.sentence())
                    .orElse("");
            properties
                    .computeIfAbsent(place.tool(), tool -> new TreeMap<>())
                    .put(
                            place.project(),
                            ProjectProperty.of(
                                    place.project(),
                                    sentence,
                                    made.flow(),
                                    entry.getValue().open,
                                    UsualTimes.of(made.flow(), days),
                                    days));
        });
        return properties;
    }
}
