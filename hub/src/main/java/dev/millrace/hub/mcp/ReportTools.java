package dev.millrace.hub.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.app.EnumOption;
import dev.millrace.app.query.Queries;
import dev.millrace.app.report.ReportQuestion;
import dev.millrace.hub.access.TokenScope;
import dev.millrace.hub.pages.ReportAddress;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.delivery.DeliveryMetrics;
import dev.millrace.metrics.load.DistributionAccumulator;
import dev.millrace.metrics.load.InProgressAccumulator;
import dev.millrace.metrics.load.LoadAccumulator;
import dev.millrace.metrics.load.VelocityAccumulator;
import dev.millrace.metrics.outlook.Comparison;
import dev.millrace.metrics.report.Metrics;
import dev.millrace.metrics.time.BottleneckAccumulator;
import dev.millrace.metrics.time.EfficiencyAccumulator;
import dev.millrace.metrics.time.TimeAccumulator;
import dev.millrace.view.ExplanationJson;
import dev.millrace.view.ExplanationView;
import dev.millrace.view.Json;
import dev.millrace.view.ReportJson;
import dev.millrace.view.ReportView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The tools over reports: of many items in a window. */
final class ReportTools {

    /** What a report is worth knowing for, if nothing else is asked. */
    private static final List<Metric> USUAL = Stream.concat(
                    Stream.of(
                            TimeAccumulator.FLOW_TIME,
                            TimeAccumulator.LEAD_TIME,
                            EfficiencyAccumulator.METRIC,
                            VelocityAccumulator.METRIC,
                            LoadAccumulator.METRIC,
                            DistributionAccumulator.METRIC),
                    DeliveryMetrics.ALL.stream())
            .toList();

    private final Queries queries;

    ReportTools(Queries queries) {
        this.queries = queries;
    }

    List<Tool> all() {
        return List.of(
                tool(
                        "flow_report",
                        "Flow report",
                        "How work flows: flow time, efficiency, velocity, load, distribution, and delivery (DORA) over a window,"
                                + " with one sentence on what holds it up and what to do next. Start here.",
                        Map.of(
                                "metrics",
                                Schemas.list(
                                        "ids of metrics, if others than the usual are wanted; glossary lists them",
                                        Schemas.text(""))),
                        List.of(),
                        Schemas.object(
                                "the report",
                                Map.of(
                                        "summary",
                                                Schemas.object(
                                                        "sentence, next steps, limits, cards, as people see them"),
                                        "items", population(),
                                        "metrics",
                                                Schemas.object("the results by metric; instants in UTC, times in ms"))),
                        this::report),
                tool(
                        "stuck_now",
                        "Stuck now",
                        "The items in progress that need help first: late ones, then those that wait longest, with the stage, since"
                                + " when, and for what.",
                        Map.of(),
                        List.of(),
                        Schemas.object(
                                "items in progress",
                                Map.of(
                                        "at", Schemas.text("when"),
                                        "items", Schemas.number("how many are in progress"),
                                        "late", Schemas.figure("how many are older than the limit"),
                                        "limitMs", Schemas.figure("the age that counts as late"),
                                        "waiting", Schemas.number("how many wait"),
                                        "worst",
                                                Schemas.list(
                                                        "the worst, worst first; at most 20", Schemas.object("")))),
                        this::stuck),
                tool(
                        "bottleneck",
                        "Bottleneck",
                        "The stage that holds the stream up, with its share of the waiting, its lead over the second stage and the"
                                + " confidence interval; or that none is shown.",
                        Map.of(),
                        List.of(),
                        Schemas.object(
                                "the bottleneck",
                                Map.of(
                                        "items", Schemas.number("on how many items it is based"),
                                        "candidates",
                                                Schemas.list(
                                                        "the waiting stages, most waiting first", Schemas.object("")))),
                        this::bottleneck),
                tool(
                        "compare",
                        "Compare with before",
                        "Whether figures got better or worse: the window against the one before it, each difference with a 90%"
                                + " confidence interval. \"No change shown\" is an answer.",
                        Map.of(),
                        List.of(),
                        Schemas.object(
                                "the comparison",
                                Map.of(
                                        "before", Schemas.object("the earlier window"),
                                        "rows",
                                                Schemas.list(
                                                        "one figure each",
                                                        Schemas.object(
                                                                "",
                                                                Map.of(
                                                                        "metric", Schemas.text(""),
                                                                        "measure", Schemas.text(""),
                                                                        "before", Schemas.figure(""),
                                                                        "after", Schemas.figure(""),
                                                                        "change", Schemas.figure("value, low, high"),
                                                                        "verdict", Schemas.text("")))))),
                        this::compare),
                tool(
                        "why",
                        "Why this number",
                        "How one figure of a report was computed: its formula, its constants, and every item that it counts or"
                                + " leaves out.",
                        Map.of("metric", Schemas.text("the id of the metric, such as flow-time; glossary lists them")),
                        List.of("metric"),
                        Schemas.object(
                                "the explanation",
                                Map.of(
                                        "metric", Schemas.object("what it means"),
                                        "items", population(),
                                        "rows", Schemas.list("what it is computed from", Schemas.object("")),
                                        "exclusions", Schemas.list("what is left out, and why", Schemas.object("")))),
                        this::why));
    }

    private static Map<String, Object> population() {
        return Schemas.object("offered = counted + left out, by reason");
    }

    private static Tool tool(
            String name,
            String title,
            String description,
            Map<String, Map<String, Object>> own,
            List<String> required,
            Map<String, Object> data,
            Tool.Question question) {
        Map<String, Map<String, Object>> arguments = new LinkedHashMap<>(own);
        arguments.put("stream", Schemas.text("the id of a value stream; needed only if there are several"));
        arguments.put("team", Schemas.text("the id of a team"));
        arguments.put("service", Schemas.text("the id of a service"));
        arguments.put("projects", Schemas.list("keys of projects", Schemas.text("")));
        arguments.put("types", Schemas.list("feature, defect, risk, debt or unclassified", Schemas.text("")));
        arguments.put(
                "origins", Schemas.list("by whom it was written: human, assisted, agent or unknown", Schemas.text("")));
        arguments.put("days", Schemas.text("the length of the window in days; usually 90"));
        arguments.put("since", Schemas.text("the first day or instant of the window, such as 2026-05-01"));
        arguments.put("until", Schemas.text("the last day, or the instant at which the window ends"));
        Moments.add(arguments);
        return new Tool(name, title, description, TokenScope.REPORTS_READ, arguments, required, data, question);
    }

    private ReportView view(ToolArguments arguments, ToolReader reader) {
        ReportQuestion question = reader.within(arguments.question());
        return reader.report(store -> queries.report(store, question, Moments.of(queries, store, arguments)));
    }

    private ToolAnswer report(ToolArguments arguments, ToolReader reader) {
        Set<Metric> metrics = new LinkedHashSet<>();
        arguments.texts("metrics").forEach(id -> metrics.add(metric("metrics", id)));
        if (metrics.isEmpty()) {
            metrics.addAll(USUAL);
        }
        ReportView view = view(arguments, reader);
        ObjectNode report = ReportJson.tree(view.only(metrics));
        ObjectNode results = Json.object();
        List<ObjectNode> unknown = new ArrayList<>();
        report.properties().forEach(field -> {
            String id = field.getValue().path("id").asText();
            if (metrics.stream().anyMatch(metric -> metric.id().equals(id))) {
                ObjectNode result = (ObjectNode) field.getValue();
                results.set(field.getKey(), result.without(List.of("formula", "definition")));
                unknown.addAll(Unknowns.of(id, result));
            }
        });
        ObjectNode data = Json.object();
        data.set("summary", report.path("summary"));
        data.set("items", report.path("items"));
        data.set("metrics", results);
        if (report.has("note")) {
            data.set("note", report.path("note"));
        }
        return answer(
                view,
                report,
                data,
                unknown,
                "",
                new Counted(view.report().population().counted(), "items counted in the window"),
                arguments,
                reader);
    }

    private ToolAnswer one(Metric metric, String paged, ToolArguments arguments, ToolReader reader) {
        ReportView view = view(arguments, reader);
        ObjectNode report = ReportJson.tree(view.only(Set.of(metric)));
        ObjectNode data = ((ObjectNode) report.path(Json.name(metric))).without(List.of("formula", "definition"));
        List<ObjectNode> unknown = new ArrayList<>(Unknowns.of(metric.id(), data));
        for (JsonNode row : data.path("rows")) {
            if (Unknowns.isUnknown(row.path("change"))) {
                unknown.add(Unknowns.figure(
                        row.path("metric").asText() + ' ' + row.path("measure").asText(), row.path("change")));
            }
        }
        return answer(view, report, data, unknown, paged, counted(data, view), arguments, reader);
    }

    private record Counted(long n, String of) {}

    /** What one metric is based on, if it says so itself. */
    private static Counted counted(JsonNode data, ReportView view) {
        return data.path("items").isNumber()
                ? new Counted(data.path("items").asLong(), "items that the figure is about")
                : new Counted(view.report().population().counted(), "items counted in the window");
    }

    private ToolAnswer stuck(ToolArguments arguments, ToolReader reader) {
        return one(InProgressAccumulator.METRIC, "/worst", arguments, reader);
    }

    private ToolAnswer bottleneck(ToolArguments arguments, ToolReader reader) {
        return one(BottleneckAccumulator.METRIC, "/candidates", arguments, reader);
    }

    private ToolAnswer compare(ToolArguments arguments, ToolReader reader) {
        return one(Comparison.METRIC, "/rows", arguments, reader);
    }

    private ToolAnswer answer(
            ReportView view,
            JsonNode report,
            JsonNode data,
            List<ObjectNode> unknown,
            String paged,
            Counted counted,
            ToolArguments arguments,
            ToolReader reader) {
        return new ToolAnswer(
                Objects.requireNonNull(view.document().headline(), "headline").sentence(),
                data,
                ToolAnswer.Context.ofReport(report),
                counted.n(),
                counted.of(),
                unknown,
                false,
                paged,
                Optional.of(path(arguments, reader)));
    }

    private ToolAnswer why(ToolArguments arguments, ToolReader reader) {
        Metric metric = metric("metric", arguments.required("metric"));
        ReportQuestion question = reader.within(arguments.question());
        ExplanationView view =
                reader.report(store -> queries.why(store, question, Moments.of(queries, store, arguments), metric));
        ObjectNode explanation = ExplanationJson.tree(view);
        ToolAnswer.Context context = ToolAnswer.Context.ofReport(explanation);
        long rows = explanation.path("rows").size();
        List<ObjectNode> unknown = new ArrayList<>(Unknowns.of(metric.id(), explanation.path("value")));
        return new ToolAnswer(
                metric.label() + ": " + metric.formula() + ". " + metric.definition(),
                explanation.without(List.of("request", "valueStream", "format")),
                context,
                rows,
                "rows that the figure is computed from",
                unknown,
                false,
                "/rows",
                Optional.of(path(arguments, reader)));
    }

    private String path(ToolArguments arguments, ToolReader reader) {
        return new ReportAddress(
                        reader.within(arguments.question()),
                        arguments.text(Moments.AS_OF),
                        arguments.text(Moments.KNOWN_AT))
                .toString();
    }

    private static Metric metric(String argument, String id) {
        return EnumOption.of(argument, id, Metrics.ALL.toArray(Metric[]::new), Metric::id);
    }
}
