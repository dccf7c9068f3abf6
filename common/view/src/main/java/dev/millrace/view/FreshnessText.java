package dev.millrace.view;

import dev.millrace.document.Formats;
import dev.millrace.metrics.Freshness;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.model.Coverage;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** States until when the data of a report are known. */
public final class FreshnessText {

    /** More are counted. */
    private static final int NAMED = 3;

    private static final int LONGEST_NAME = 120;

    private FreshnessText() {}

    /** What belongs into the headline; mostly nothing. */
    static String headline(ReportRequest request) {
        Freshness freshness = request.freshness();
        return freshness.cutLongBeforeEnd() ? ", data until " + Formats.minute(freshness.until(), request.zone()) : "";
    }

    /** What a report on old data says before everything else; empty where data are not old. */
    public static String caution(ReportRequest request) {
        Freshness freshness = request.freshness();
        if (!freshness.cutLongBeforeEnd()) {
            return "";
        }
        Instant end = freshness.asOf().isBefore(freshness.window().end())
                ? freshness.asOf()
                : freshness.window().end();
        return "These data are old: they end at " + Formats.minute(freshness.until(), request.zone()) + ", "
                + Formats.duration(Duration.between(freshness.until(), end)) + " before the window does.";
    }

    /** One line. */
    public static String of(ReportRequest request) {
        Freshness freshness = request.freshness();
        ZoneId zone = request.zone();
        List<String> parts = new ArrayList<>();
        if (freshness.cutAtBegin()) {
            freshness
                    .from()
                    .ifPresent(from -> parts.add("from " + Formats.second(from, zone) + begin(freshness, from)));
        }
        parts.add(until(freshness, zone));
        Coverage coverage = freshness.coverage();
        if (coverage != null) {
            List<String> unread = coverage.behind().stream()
                    .filter(one -> one.until() == null)
                    .map(Coverage.Behind::source)
                    .toList();
            List<String> left =
                    coverage.left().stream().map(Coverage.Left::source).toList();
            add(parts, "never read completely: ", unread);
            add(parts, "no longer collected: ", left);
            add(
                    parts,
                    "not read completely, but never had data for this report: ",
                    freshness.aside().stream().map(Coverage.Behind::source).toList());
        }
        return String.join("; ", parts);
    }

    private static String begin(Freshness freshness, Instant from) {
        Coverage coverage = freshness.coverage();
        List<String> late = coverage == null
                ? List.of()
                : coverage.late().stream()
                        .filter(one -> one.from().equals(from))
                        .map(Coverage.Late::source)
                        .toList();
        return late.isEmpty() ? ", when the first item was created" : ", before which " + names(late) + " has no data";
    }

    private static String until(Freshness freshness, ZoneId zone) {
        Optional<Instant> until = Optional.ofNullable(freshness.coverage()).flatMap(Coverage::knownUntil);
        if (until.isEmpty() || freshness.coverage() == null) {
            return "it is unknown until when the sources were read, so nothing is cut off";
        } else if (!freshness.cutAtEnd()) {
            return "complete: all sources were read until " + Formats.second(until.get(), zone);
        }
        return "until " + Formats.second(until.get(), zone) + " (" + bound(freshness.coverage(), until.get(), zone)
                + "); no figure contains what happened later";
    }

    /** Which sources bound it. */
    private static String bound(Coverage coverage, Instant until, ZoneId zone) {
        if (until.equals(coverage.until())) {
            return "last read at that time: " + Formats.count(coverage.complete(), "source", "sources");
        }
        List<String> behind = coverage.behind().stream()
                .filter(one -> until.equals(one.until()))
                .map(Coverage.Behind::source)
                .toList();
        return "not read completely since: " + names(behind)
                + (coverage.until() == null ? "" : "; the others until " + Formats.second(coverage.until(), zone));
    }

    private static void add(List<String> parts, String what, List<String> sources) {
        if (!sources.isEmpty()) {
            parts.add(what + names(sources));
        }
    }

    /** Sources that may not be named all have one name. */
    private static String names(List<String> sources) {
        String named = sources.stream()
                .distinct()
                .limit(NAMED)
                .map(source -> Formats.shorten(source, LONGEST_NAME))
                .collect(Collectors.joining(", "));
        long distinct = sources.stream().distinct().count();
        if (distinct == 1 && sources.size() > 1) {
            return named + " and " + (sources.size() - 1) + " more";
        }
        return distinct <= NAMED ? named : named + " and " + (distinct - NAMED) + " more";
    }
}
