package dev.millrace.app.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.app.status.StoreStatus.SourceStatus;
import dev.millrace.app.status.StoreStatus.Tally;
import dev.millrace.codec.PrintedJson;
import dev.millrace.collect.SourceRun;
import dev.millrace.http.HostLimit;
import dev.millrace.store.WatchList;
import java.time.Instant;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A status for programs. What is not known is null. */
public final class StatusJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private StatusJson() {}

    /** The JSON, ended by a line feed. */
    public static String of(StoreStatus status) {
        return PrintedJson.pretty(tree(status));
    }

    /** The JSON as a tree. */
    public static ObjectNode tree(StoreStatus status) {
        ObjectNode root = JSON.createObjectNode();
        root.put("at", status.at().toString());
        root.put("needsAttention", !status.attention().isEmpty());
        ArrayNode attention = root.putArray("attention");
        status.attention()
                .forEach(one -> attention
                        .addObject()
                        .put("code", one.code())
                        .put("what", one.what())
                        .put("advice", one.advice()));
        store(root.putObject("store"), status);
        ArrayNode sources = root.putArray("sources");
        status.sources().forEach(source -> source(sources.addObject(), source));
        ArrayNode ledger = root.putArray("ledger");
        status.ledger().forEach(tally -> tally(ledger.addObject(), tally));
        ArrayNode gaps = root.putArray("gaps");
        status.gaps()
                .forEach(gap -> gaps.addObject()
                        .put("tool", gap.tool())
                        .put("item", gap.item())
                        .put("measure", gap.measure())
                        .put("expected", gap.expected())
                        .put("captured", gap.captured())
                        .put("note", gap.note()));
        ArrayNode watch = root.putArray("watch");
        status.watch().forEach(list -> watch(watch.addObject(), list));
        ArrayNode limits = root.putArray("limits");
        status.limits().forEach(limit -> limit(limits.addObject(), limit));
        ArrayNode jobs = root.putArray("jobs");
        status.jobs().forEach(job -> {
            ObjectNode node = jobs.addObject().put("name", job.name());
            put(node, "startedAt", job.startedAt());
            put(node, "endedAt", job.endedAt());
            node.put("error", job.error());
        });
        return root;
    }

    private static void store(ObjectNode node, StoreStatus status) {
        node.put("place", status.store());
        node.put("schema", status.size().schema());
        node.put("bytes", status.size().bytes());
        ObjectNode artifacts = node.putObject("artifacts");
        status.size().sortedArtifacts().forEach((kind, count) -> artifacts.put(kind.text(), count));
        node.put("events", status.size().events());
        node.put("links", status.size().links());
        node.put("ledgerLines", status.size().ledgerLines());
        put(node, "lastRecordedAt", status.lastRecordedAt().orElse(null));
    }

    private static void source(ObjectNode node, SourceStatus source) {
        node.put("source", source.id());
        node.put("configured", source.configured());
        node.put("cursor", source.cursor() == null ? null : source.cursor().state());
        put(node, "movedAt", source.movedAt());
        node.put("refreshUnderWay", source.listing());
        node.put("stale", source.stale());
        put(node, "readUntil", source.readUntil());
        put(
                node,
                "readFrom",
                source.run() == null ? null : source.run().covered().from());
        SourceRun run = source.run();
        if (run == null) {
            node.putNull("lastRun");
            return;
        }
        ObjectNode last = node.putObject("lastRun");
        last.put("outcome", run.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        put(last, "startedAt", run.startedAt());
        put(last, "endedAt", run.endedAt());
        put(last, "completeAt", run.completeAt());
        last.put("pages", run.pages());
        last.put("items", run.items());
        last.put("newEvents", run.newEvents());
        last.put("problemCount", run.problemCount());
        ArrayNode problems = last.putArray("problems");
        run.problems()
                .forEach(problem ->
                        problems.addObject().put("item", problem.item()).put("reason", problem.reason()));
        last.put("error", run.error());
        put(last, "notBefore", run.notBefore());
    }

    private static void tally(ObjectNode node, Tally tally) {
        boolean silent = tally.silent() == tally.lines();
        node.put("tool", tally.tool());
        node.put("measure", tally.measure());
        node.put("lines", tally.lines());
        node.put("linesWithoutExpected", tally.silent());
        node.put("expected", silent ? null : tally.expected());
        node.put("captured", silent ? null : tally.captured());
        node.put("incomplete", silent ? null : tally.incomplete());
        node.put("missing", silent ? null : tally.missing());
    }

    private static void watch(ObjectNode node, WatchList list) {
        node.put("source", list.source());
        node.put("count", list.count());
        node.put("due", list.due());
        ObjectNode reasons = node.putObject("byReason");
        new TreeMap<>(list.byReason())
                .forEach((reason, count) -> reasons.put(reason.name().toLowerCase(Locale.ROOT), count));
        put(node, "oldest", list.oldest());
        put(node, "lastVisit", list.lastVisit());
        put(node, "longestUnvisited", list.longestUnvisited());
    }

    private static void limit(ObjectNode node, HostLimit limit) {
        node.put("host", limit.host());
        node.put("name", limit.name());
        node.put("limit", limit.limit());
        node.put("remaining", limit.remaining());
        put(node, "resetAt", limit.resetAt());
        put(node, "closedUntil", limit.closedUntil());
        put(node, "saidAt", limit.saidAt());
    }

    private static void put(ObjectNode node, String name, @Nullable Instant at) {
        node.put(name, at == null ? null : at.toString());
    }
}
