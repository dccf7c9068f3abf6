package dev.millrace.jira.panel;

import dev.millrace.flow.Chain;
import dev.millrace.flow.FlowAlgebra;
import dev.millrace.flow.ItemFlow;
import dev.millrace.jira.panel.UsualTimes.Spread;
import dev.millrace.metrics.Freshness;
import dev.millrace.metrics.ItemFilter;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.Window;
import dev.millrace.metrics.report.FlowAccumulator;
import dev.millrace.metrics.report.FlowReport;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.EventHeader;
import dev.millrace.model.EventId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.Knowledge;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.Level;
import dev.millrace.model.NativeState;
import dev.millrace.model.StateCatalogue;
import dev.millrace.model.StateCategory;
import dev.millrace.model.StateDefinition;
import dev.millrace.model.ToolInstance;
import dev.millrace.valuestream.DefaultValueStream;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.ValueStream;
import dev.millrace.view.Capture;
import dev.millrace.view.item.ItemView;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Items of which the collector writes properties, for what the panel makes of them. */
final class PanelSamples {

    static final ToolInstance JIRA = ToolInstance.jira("test");
    static final ArtifactId ISSUE = ArtifactId.issue(JIRA, "1");
    static final Instant BEGIN = Instant.parse("2026-10-01T08:00:00Z");
    static final String HOSTILE = "</script><img src=x onerror=document.title='owned'>\u202e<b>hostile</b>";

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final UsualTimes USUAL = new UsualTimes(
            new Spread(Duration.ofHours(160), Duration.ofDays(10), 45),
            Map.of("in-review", new Spread(Duration.ofHours(24), Duration.ofDays(3), 60)),
            90);

    private PanelSamples() {}

    /** The property of each sample, by its name. */
    static Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        PanelContext usual = new PanelContext(USUAL, Map.of(), URI.create("https://flow.example.org/items/TEST-1"));
        List<String> work = List.of("Open", "In Progress", "In Review");
        properties.put("new", json(view(day(1), List.of("Open")), usual));
        properties.put("young", json(view(day(3), work), usual));
        properties.put("stuck", json(view(day(14), work), usual));
        properties.put(
                "done", json(delivered("TEST-1"), linked(usual, "https://github.example.org/acme/shop/pull/98")));
        properties.put(
                "reopened",
                json(
                        view(
                                day(60),
                                List.of("Open", "In Progress", "Done", "Done", "Open", "In Progress", "In Review"),
                                20),
                        usual));
        properties.put("incomplete", json(incomplete(work), usual));
        properties.put("monster", json(monster(), usual));
        properties.put("hostile", json(delivered(HOSTILE), linked(usual, "https://evil.example/?q=%3Cscript%3E")));
        properties.put("plain", json(view(day(9), work), PanelContext.NONE));
        return properties;
    }

    /** The property of each sample of a project, by its name. */
    static Map<String, String> projects() {
        List<ItemFlow> done = new ArrayList<>();
        List<ItemFlow> open = new ArrayList<>();
        for (int days = 1; days <= 8; days++) {
            done.add(
                    view(day(40), List.of("Open", "In Progress", "In Review", "In Progress", "In Review", "Done"), days)
                            .current());
        }
        for (int i = 0; i < 7; i++) {
            open.add(view(day(40), List.of("Open", "In Progress", "In Review"), 1, i == 0 ? HOSTILE : "An item")
                    .current());
        }
        List<ItemFlow> all = new ArrayList<>(done);
        all.addAll(open);
        String sentence = "In review holds the flow up: 80% of all waiting. " + HOSTILE;
        return Map.of(
                "project", project(sentence, report(all), open),
                "project-empty", project("Nothing was done yet.", report(List.of()), List.of()),
                "gadget", project(sentence, report(all), open));
    }

    private static String project(String sentence, FlowReport report, List<ItemFlow> open) {
        return ProjectProperty.of("TEST", sentence, report, open, UsualTimes.of(report, 90), 90)
                .json();
    }

    private static FlowReport report(List<ItemFlow> flows) {
        Window window = new Window(BEGIN.minus(Duration.ofDays(40)), day(40));
        ReportRequest request = new ReportRequest(
                window, ZONE, new Knowledge(day(40), day(40)), ItemFilter.all(), Freshness.notNoted(window, day(40)));
        FlowAccumulator all =
                new FlowAccumulator(request, DefaultValueStream.create(), new StateCatalogue(List.of(), List.of()));
        flows.forEach(all::add);
        return all.result();
    }

    static Instant day(int day) {
        return BEGIN.plus(Duration.ofDays(day));
    }

    private static String json(ItemView view, PanelContext context) {
        return IssueProperty.of(view, context).json();
    }

    private static PanelContext linked(PanelContext usual, String url) {
        Map<ArtifactId, URI> links = Map.of(part(ArtifactKind.PULL_REQUEST, "98"), URI.create(url));
        return new PanelContext(usual.usual(), links, usual.page());
    }

    private static ArtifactId part(ArtifactKind kind, String id) {
        return new ArtifactId(new ToolInstance("github", "acme"), kind, id);
    }

    private static ItemView delivered(String name) {
        ItemView view =
                view(day(9), List.of("Open", "In Progress", "In Review", "In Progress", "In Review", "Done"), 1, name);
        ItemFlow flow = view.current();
        Chain chain = new Chain(
                Chain.DoneRule.TRACKED,
                List.of(
                        new Chain.Part(
                                part(ArtifactKind.PULL_REQUEST, "98"),
                                "acme/shop#98" + mark(name),
                                "merged",
                                day(1),
                                day(4)),
                        new Chain.Part(
                                part(ArtifactKind.BUILD, "124"),
                                "shop #124" + mark(name),
                                "failure",
                                day(4),
                                day(4).plusSeconds(600)),
                        new Chain.Part(
                                part(ArtifactKind.BUILD, "125"),
                                "shop #125",
                                "success",
                                day(4).plusSeconds(7_200),
                                day(4).plusSeconds(8_000)),
                        new Chain.Part(
                                part(ArtifactKind.DEPLOYMENT, "7"),
                                "production",
                                "success",
                                day(5).minusSeconds(60),
                                null)),
                List.of(),
                new Chain.Rework(2, 0, 1, 0));
        return ItemView.of(
                List.of(flow.with(flow.item(), chain)),
                view.stream(),
                view.knowledge(),
                ZONE,
                new Capture(Capture.From.COLLECTED_STORE, day(8), List.of(), 0, List.of()));
    }

    private static String mark(String name) {
        return name.equals(HOSTILE) ? HOSTILE : "";
    }

    private static ItemView incomplete(List<String> states) {
        ItemView view = view(day(9), states);
        LedgerEntry gap = new LedgerEntry(
                JIRA,
                ISSUE.toString(),
                "changelog histories",
                12L,
                9,
                "the changelog ends in another status than Jira shows");
        return ItemView.of(
                view.cycles(),
                view.stream(),
                view.knowledge(),
                ZONE,
                new Capture(Capture.From.COLLECTED_STORE, day(8), List.of(), 2, List.of(gap)));
    }

    static ItemView monster() {
        List<String> states = new ArrayList<>(List.of("Open"));
        for (int i = 0; i < 1_200; i++) {
            states.add(i % 2 == 0 ? "In Progress" : "In Review");
        }
        return view(day(1_300), states);
    }

    /** An issue that goes from one state to the next, one day in each. */
    static ItemView view(Instant asOf, List<String> states) {
        return view(asOf, states, 1);
    }

    /** The same with so many days in each state from the third on. */
    private static ItemView view(Instant asOf, List<String> states, int days) {
        return view(asOf, states, days, "An item");
    }

    private static ItemView view(Instant asOf, List<String> states, int days, String title) {
        List<FlowEvent> events = new ArrayList<>();
        events.add(new FlowEvent.Created(header(0, 0), state(states.get(0), title), null));
        for (int i = 1; i < states.size(); i++) {
            if (!states.get(i).equals(states.get(i - 1))) {
                int day = i < 3 ? i : 2 + (i - 2) * days;
                events.add(new FlowEvent.StateChanged(
                        header(i, day), state(states.get(i - 1), title), state(states.get(i), title)));
            }
        }
        ArtifactSnapshot snapshot = new ArtifactSnapshot(
                ISSUE,
                "TEST-1",
                title,
                "TEST",
                null,
                Level.STANDARD,
                null,
                state(states.get(states.size() - 1), title),
                null,
                null,
                BEGIN,
                BEGIN.plus(Duration.ofDays(states.size())),
                new TreeMap<>());
        StateCatalogue catalogue = new StateCatalogue(
                List.of(
                        new StateDefinition(JIRA, "Open", "Open", StateCategory.NEW),
                        new StateDefinition(JIRA, "In Progress", "In Progress", StateCategory.INDETERMINATE),
                        new StateDefinition(JIRA, "In Review", "In Review", StateCategory.INDETERMINATE),
                        new StateDefinition(JIRA, "Done", "Done", StateCategory.DONE)),
                List.of());
        ItemHistory item =
                new ItemHistory(new ArtifactHistory(snapshot, events, List.of()), List.of(), Map.of(), List.of());
        ValueStream stream = DefaultValueStream.create();
        return ItemView.of(
                new FlowAlgebra(stream, catalogue, Definition.standard(), (workflow, done, known) -> true)
                        .flows(item, asOf),
                stream,
                new Knowledge(asOf, asOf),
                ZONE,
                new Capture(Capture.From.STORE, null, List.of(), 0, List.of()));
    }

    private static EventHeader header(int number, int day) {
        return new EventHeader(
                EventId.of(ISSUE, "event." + number), ISSUE, BEGIN.plus(Duration.ofDays(day)), number, null);
    }

    private static NativeState state(String name, String title) {
        return new NativeState(name, title.equals(HOSTILE) ? name + HOSTILE : name);
    }
}
