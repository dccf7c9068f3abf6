package dev.millrace.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.document.Formats;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads what surfaces answer programs: views of items, tables, explanations, and the property of an issue. */
final class SaidInJson {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** The parts of the time of an item by the kind of their segments. */
    private static final Map<String, String> PARTS = Map.of(
            "active", "active",
            "waiting", "waiting",
            "paused", "paused",
            "closed-gap", "closedGap",
            "unmapped", "unmapped");

    private static final Set<String> CLOSED = Set.of("done", "cancelled");

    private final Said said;
    private final Set<String> issues = new TreeSet<>();

    SaidInJson(Said said) {
        this.said = said;
    }

    /** An item of {@code millrace show} or of the hub, {@code millrace.item/1}. */
    void view(String surface, String text) throws IOException {
        JsonNode item = JSON.readTree(text);
        String key = item.at("/item/key").asText();
        for (JsonNode cycle : item.path("cycles")) {
            Said.Of of = said.of(surface, key, cycle.path("cycle").asInt());
            for (String name : List.of("type", "status", "doneRule", "reopenings", "backwardMoves")) {
                of.says(name, cycle.path(name).asText());
            }
            of.at("created", text(cycle, "createdAt"))
                    .at("start", text(cycle, "start"))
                    .at("stop", text(cycle, "stop"))
                    .says("incomplete", !cycle.path("gaps").isEmpty());
            of.says("asOf", item.path("asOf").asText())
                    .says("zone", item.path("zone").asText())
                    .says("definition", item.at("/valueStream/version").asText())
                    .says("capture", item.path("capture"));
            figure(of, "flowTime", cycle.path("flowTimeMs"));
            figure(of, "leadTime", cycle.path("leadTimeMs"));
            figure(of, "efficiency", cycle.path("flowEfficiency"));
            if (cycle.hasNonNull("start")) {
                for (String part : List.of("elapsed", "active", "waiting", "paused", "closedGap", "unmapped")) {
                    of.says(part, cycle.at("/totals/" + part + "Ms").asLong());
                }
            }
            List<Period> segments = new ArrayList<>();
            for (JsonNode segment : cycle.path("segments")) {
                segments.add(new Period(
                        segment.path("start").asText(),
                        segment.path("end").asText(),
                        segment.path("kind").asText(),
                        segment.at("/stage/name").asText()));
            }
            if (segments.size() > 0) {
                of.says(
                        "stageIdNow",
                        cycle.path("segments")
                                .get(segments.size() - 1)
                                .at("/stage/id")
                                .asText());
            }
            timeline(of, segments, text(cycle, "start"), text(cycle, "stop"));
            List<String> visits = new ArrayList<>();
            cycle.path("visits")
                    .forEach(visit -> visits.add(visit(
                            visit.path("artifact").asText(),
                            visit.at("/state/name").asText(),
                            visit.at("/stage/id").asText(),
                            visit.path("start").asText(),
                            text(visit, "end"))));
            if (cycle.path("cycle").asInt() == 1) {
                of.says("visits", visits); // a later cycle also shows those that reach into it
            }
            chain(of, cycle.path("chain"), "artifact", "begunAt", "endedAt");
        }
    }

    /** The native ids of the issues among the items that were read so far. */
    Set<String> issues() {
        return issues;
    }

    /** The table of items. */
    void items(String surface, String ndjson) throws IOException {
        for (String line : ndjson.lines().toList()) {
            JsonNode row = JSON.readTree(line);
            ArtifactId artifact = ArtifactId.parse(row.path("item_id").asText());
            if (artifact.kind() == ArtifactKind.ISSUE) {
                issues.add(artifact.nativeId());
            }
            Said.Of of =
                    said.of(surface, row.path("key").asText(), row.path("cycle").asInt());
            of.says("type", row.path("item_type").asText())
                    .says("status", row.path("status").asText())
                    .says("doneRule", row.path("done_rule").asText())
                    .says("reopenings", row.path("reopenings").asText())
                    .says("backwardMoves", row.path("backward_moves").asText())
                    .says("incomplete", row.path("incomplete").asBoolean())
                    .at("created", text(row, "created"))
                    .at("start", text(row, "start"))
                    .at("stop", text(row, "stop"));
            figure(of, "flowTime", row, "flow_time", "_ms");
            figure(of, "leadTime", row, "lead_time", "_ms");
            figure(of, "efficiency", row, "efficiency", "");
            Map<String, String> columns = Map.of("closedGap", "closed_gap");
            for (String part : List.of("elapsed", "active", "waiting", "paused", "closedGap", "unmapped")) {
                String column = columns.getOrDefault(part, part) + "_ms";
                if (row.hasNonNull(column)) {
                    of.says(part, row.path(column).asLong());
                }
            }
            for (String part : List.of("elapsed", "active", "waiting")) {
                JsonNode working = row.path("working_" + part + "_ms");
                if (working.isNumber()) {
                    of.says(part + " by the calendar in words", Formats.duration(Duration.ofMillis(working.asLong())));
                }
            }
        }
    }

    /** The table of visits; each is in the cycle that it began in. */
    void visits(String surface, String ndjson) throws IOException {
        Map<String, List<String>> visits = new TreeMap<>();
        for (String line : ndjson.lines().toList()) {
            JsonNode row = JSON.readTree(line);
            if (row.path("cycle").asInt() == 1) {
                visits.computeIfAbsent(row.path("key").asText(), unseen -> new ArrayList<>())
                        .add(visit(
                                row.path("artifact_id").asText(),
                                row.path("state_name").asText(),
                                text(row, "stage_id") == null
                                        ? ""
                                        : row.path("stage_id").asText(),
                                row.path("start").asText(),
                                text(row, "end")));
            }
        }
        visits.forEach((key, all) -> said.of(surface, key, 1).says("visits", all));
    }

    /** Why a number of the report is what it is, {@code millrace.why/1}. */
    void why(String surface, String text) throws IOException {
        JsonNode why = JSON.readTree(text);
        String metric = why.at("/metric/id").asText();
        for (JsonNode row : why.path("rows")) {
            Said.Of of =
                    said.of(surface, row.path("key").asText(), row.path("cycle").asInt());
            JsonNode values = row.path("values");
            of.says("asOf", why.at("/request/asOf").asText())
                    .says("zone", why.at("/request/zone").asText())
                    .says("definition", why.at("/valueStream/version").asText());
            switch (metric) {
                case "flow-time" ->
                    of.at("start", text(values, "start"))
                            .at("stop", text(values, "stop"))
                            .says("flowTime", values.path("ms").asLong())
                            .says("flowTimeState", "measured");
                case "lead-time" ->
                    of.at("created", text(values, "created"))
                            .at("stop", text(values, "stop"))
                            .says("leadTime", values.path("ms").asLong())
                            .says("leadTimeState", "measured");
                case "flow-efficiency" -> {
                    double active = values.path("activeMs").asDouble();
                    of.says("active", values.path("activeMs").asLong())
                            .says("waiting", values.path("waitingMs").asLong())
                            .says(
                                    "efficiency",
                                    active / (active + values.path("waitingMs").asDouble()))
                            .says("efficiencyState", "measured");
                }
                case "flow-velocity" ->
                    of.at("stop", text(values, "stop"))
                            .says("type", values.path("type").asText())
                            .says("status", values.path("done").asBoolean() ? "done" : "cancelled");
                case "flow-load" -> of.at("start", text(values, "start")).at("stop", text(values, "stop"));
                case "ageing" -> {
                    if (values.path("role").asText().equals("in-flow")) {
                        of.at("start", text(values, "start"))
                                .says("stageIdNow", values.path("stage").asText());
                    }
                }
                case "data-quality" ->
                    of.says("reopenings", values.path("reopened").asText())
                            .says("backwardMoves", values.path("backwardMoves").asText())
                            .says("incomplete", values.path("incomplete").asLong() > 0);
                default -> throw new IllegalArgumentException(metric);
            }
        }
        Map<String, String> figures =
                Map.of("flow-time", "flowTime", "lead-time", "leadTime", "flow-efficiency", "efficiency");
        for (JsonNode row : why.path("exclusions")) {
            said.of(surface, row.path("key").asText(), row.path("cycle").asInt())
                    .says(figures.get(metric) + "State", row.path("state").asText())
                    .says(figures.get(metric) + "Reason", row.at("/reason/code").asText());
        }
    }

    /** The property of an issue in Jira. */
    void property(String surface, String text) throws IOException {
        JsonNode property = JSON.readTree(text);
        String key = property.path("key").asText();
        JsonNode cycles = property.path("cycles");
        Said.Of current = said.of(surface, key, cycles.size())
                .at("start", text(property, "started"))
                .at("stop", text(property, "stopped"))
                .says("asOf", property.path("asOf").asText())
                .says("zone", property.path("zone").asText())
                .says("status", property.path("status").asText());
        current.at("created", text(property, "created"));
        for (JsonNode cycle : cycles) {
            Said.Of of = said.of(surface, key, cycle.path("cycle").asInt());
            of.at("created", text(cycle, "created"))
                    .at("start", text(cycle, "started"))
                    .at("stop", text(cycle, "stopped"));
            List<Period> segments = new ArrayList<>();
            JsonNode flow = cycle.path("flow");
            for (int i = 0; i < flow.size(); i++) {
                String end = i + 1 < flow.size()
                        ? flow.get(i + 1).path("from").asText()
                        : cycle.path("ended").asText(property.path("asOf").asText());
                segments.add(new Period(
                        flow.get(i).path("from").asText(),
                        end,
                        flow.get(i).path("kind").asText(),
                        flow.get(i).path("stage").asText()));
            }
            timeline(of, segments, text(cycle, "started"), text(cycle, "stopped"));
            chain(of, cycle.path("chain"), "kind", "began", "ended");
        }
    }

    /** One piece of an item's timeline. */
    private record Period(String start, String end, String kind, String stage) {
        long ms() {
            return Duration.between(Instant.parse(start), Instant.parse(end)).toMillis();
        }
    }

    /** What follows from the timeline: it has every part of the time, and the time in every stage. */
    private static void timeline(Said.Of of, List<Period> segments, @Nullable String start, @Nullable String stop) {
        List<String> all = new ArrayList<>();
        List<String> begins = new ArrayList<>();
        Map<String, Long> parts = new TreeMap<>();
        Map<String, Long> stages = new TreeMap<>();
        Instant from = start == null ? Instant.MAX : Instant.parse(start);
        Instant to = stop == null ? Instant.MAX : Instant.parse(stop);
        for (Period node : segments) {
            all.add(node.start() + ' ' + node.kind() + ' ' + node.stage());
            begins.add(Said.inWords(node.start()));
            Instant at = Instant.parse(node.start());
            if (!at.isBefore(from) && at.isBefore(to)) {
                parts.merge(node.kind(), node.ms(), Long::sum);
                stages.merge(node.stage(), node.ms(), Long::sum);
            }
        }
        of.says("timeline", all).says("segments in words", begins);
        if (segments.isEmpty()) {
            return;
        }
        Period last = segments.get(segments.size() - 1);
        of.says("stageNow", last.stage());
        boolean stopUnknown = stop == null && CLOSED.contains(last.kind());
        if (start != null && !stopUnknown) {
            stages.forEach((stage, ms) -> of.says("time in " + stage, ms));
            PARTS.forEach((kind, part) -> of.says(part, parts.getOrDefault(kind, 0L)));
            of.says("elapsed", parts.values().stream().mapToLong(ms -> ms).sum());
        }
    }

    private static void chain(Said.Of of, JsonNode chain, String kind, String began, String ended) {
        List<String> parts = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (JsonNode part : chain) {
            String what = part.path(kind).asText().replaceAll("^[^:]*:[^:]*:([a-z-]*):.*", "$1");
            String state = part.path("state").asText();
            parts.add(String.join(
                    " ",
                    what,
                    part.path("key").asText(),
                    state,
                    part.path(began).asText(),
                    String.valueOf(text(part, ended))));
            words.add(String.join(
                    "|",
                    what.replace('-', ' '),
                    state,
                    Said.inWords(text(part, began)),
                    Said.inWords(text(part, ended))));
        }
        of.says("chain", parts).says("chain in words", words);
    }

    private static String visit(String artifact, String state, String stage, String start, @Nullable String end) {
        return artifact
                + ' '
                + state
                + ' '
                + stage
                + ' '
                + Instant.parse(start)
                + ' '
                + (end == null ? "none" : Instant.parse(end));
    }

    private static void figure(Said.Of of, String name, JsonNode figure) {
        of.says(name + "State", figure.path("state").asText());
        String value = figure.hasNonNull("value") ? "value" : "atLeast";
        if (figure.hasNonNull(value)) {
            of.says(name, figure.path(value).asText());
        }
        if (figure.hasNonNull("reason")) {
            of.says(name + "Reason", figure.at("/reason/code").asText());
        }
    }

    private static void figure(Said.Of of, String name, JsonNode row, String column, String unit) {
        of.says(name + "State", row.path(column + "_state").asText());
        if (row.hasNonNull(column + unit)) {
            of.says(name, row.path(column + unit).asText());
        }
        if (row.hasNonNull(column + "_reason")) {
            of.says(name + "Reason", row.path(column + "_reason").asText());
        }
    }

    private static @Nullable String text(JsonNode node, String name) {
        return node.hasNonNull(name) ? node.path(name).asText() : null;
    }
}
