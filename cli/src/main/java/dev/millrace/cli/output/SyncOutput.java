package dev.millrace.cli.output;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.app.Completeness;
import dev.millrace.app.sync.SourceResult;
import dev.millrace.app.sync.SyncOutcome;
import dev.millrace.app.sync.WaitCount;
import dev.millrace.codec.PrintedJson;
import dev.millrace.collect.SyncProblem;
import dev.millrace.collect.SyncSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What a sync did, for people and for programs. */
public final class SyncOutput {

    private static final int SHOWN_PROBLEMS = 20;
    private static final int SHOWN_NOT_TRIED = 4;
    private static final int LEAST_ITEMS = 100;
    private static final double THOUSAND = 1_000;

    private SyncOutput() {}

    public static String text(SyncOutcome outcome) {
        StringBuilder text = new StringBuilder();
        List<String> notTried = new ArrayList<>();
        for (SourceResult result : outcome.sources()) {
            if (result.wasNotTried()) {
                notTried.add(result.source());
                continue;
            }
            notTried(text, notTried);
            SyncSummary summary = result.summary();
            if (summary == null) {
                text.append(result.failure()).append('\n');
                continue;
            }
            text.append(result.source())
                    .append(": ")
                    .append(counted(summary.pages(), "page"))
                    .append(", ")
                    .append(counted(summary.done(), "item"))
                    .append(summary.revisited() == 0 ? "" : ", " + summary.revisited() + " unfinished read again")
                    .append("; ")
                    .append(stored(summary))
                    .append("; ")
                    .append(counted(summary.problemCount(), "problem"));
            if (result.waits().count() > 0) {
                text.append("; waited ").append(WaitCount.words(result.waits().total()));
            }
            text.append('\n');
            problems(text, summary);
        }
        notTried(text, notTried);
        return text.append(requests(outcome)).toString();
    }

    /** What the run cost the tools; nothing for so few items that the requests of a site itself outweigh them. */
    private static String requests(SyncOutcome outcome) {
        long items = outcome.sources().stream()
                .map(SourceResult::summary)
                .filter(Objects::nonNull)
                .mapToLong(SyncSummary::done)
                .sum();
        return items < LEAST_ITEMS
                ? ""
                : counted(outcome.requests(), "request") + ", " + Math.round(outcome.requests() * THOUSAND / items)
                        + " per 1,000 items\n";
    }

    /** One line for all sources that the failure before them stands for. */
    private static void notTried(StringBuilder text, List<String> sources) {
        if (sources.isEmpty()) {
            return;
        }
        text.append("  not tried for the same reason: ")
                .append(String.join(", ", sources.subList(0, Math.min(SHOWN_NOT_TRIED, sources.size()))));
        if (sources.size() > SHOWN_NOT_TRIED) {
            text.append(" and ").append(sources.size() - SHOWN_NOT_TRIED).append(" more");
        }
        text.append('\n');
        sources.clear();
    }

    private static String stored(SyncSummary summary) {
        if (!summary.stored().changedAnything()) {
            return "nothing new";
        }
        return counted(summary.stored().newEvents(), "new event") + ", "
                + summary.stored().revisedEvents() + " revised"
                + (summary.stored().retracted() == 0
                        ? ""
                        : ", " + summary.stored().retracted() + " retracted")
                + (summary.stored().removed() == 0
                        ? ""
                        : ", " + counted(summary.stored().removed(), "item") + " removed");
    }

    private static void problems(StringBuilder text, SyncSummary summary) {
        List<SyncProblem> problems = summary.problems();
        problems.stream()
                .limit(SHOWN_PROBLEMS)
                .forEach(problem -> text.append("  ")
                        .append(problem.item())
                        .append(": ")
                        .append(problem.reason())
                        .append('\n'));
        long more = summary.problemCount() - Math.min(SHOWN_PROBLEMS, problems.size());
        if (more > 0) {
            text.append("  and ").append(more).append(" more\n");
        }
    }

    private static String counted(long n, String noun) {
        return n + " " + noun + (n == 1 ? "" : "s");
    }

    public static String json(SyncOutcome outcome) {
        JsonMapper mapper = JsonMapper.builder().build();
        ObjectNode root = mapper.createObjectNode();
        ArrayNode sources = root.putArray("sources");
        for (SourceResult result : outcome.sources()) {
            ObjectNode node = sources.addObject();
            node.put("source", result.source());
            node.put("complete", result.completeness() == Completeness.COMPLETE);
            node.put("tried", !result.wasNotTried());
            node.put("error", result.failure());
            SyncSummary summary = result.summary();
            if (summary != null) {
                node.put("pages", summary.pages());
                node.put("items", summary.done());
                node.put("revisited", summary.revisited());
                node.put("newEvents", summary.stored().newEvents());
                node.put("revisedEvents", summary.stored().revisedEvents());
                node.put("newSnapshots", summary.stored().newSnapshots());
                node.put("otherFacts", summary.stored().otherFacts());
                node.put("retracted", summary.stored().retracted());
                node.put("removed", summary.stored().removed());
                node.put("problemCount", summary.problemCount());
                ArrayNode problems = node.putArray("problems");
                summary.problems()
                        .forEach(problem ->
                                problems.addObject().put("item", problem.item()).put("reason", problem.reason()));
            }
            node.put("waits", result.waits().count());
            node.put("waitedMillis", result.waits().total().toMillis());
        }
        root.put("newLinks", outcome.newLinks());
        root.put("requests", outcome.requests());
        return PrintedJson.pretty(root);
    }
}
