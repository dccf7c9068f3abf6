package dev.millrace.app.doctor;

import dev.millrace.app.UserError;
import dev.millrace.app.report.Outlook;
import dev.millrace.app.report.ReportService;
import dev.millrace.app.report.ReportWindow;
import dev.millrace.app.report.StreamChoice;
import dev.millrace.collect.DoctorFinding;
import dev.millrace.collect.DoctorFinding.StateRule;
import dev.millrace.metrics.ItemFilter;
import dev.millrace.metrics.Outcomes;
import dev.millrace.metrics.quality.NeverStarted;
import dev.millrace.metrics.quality.NeverStartedAccumulator;
import dev.millrace.metrics.report.FlowReport;
import dev.millrace.model.Knowledge;
import dev.millrace.model.Reason;
import dev.millrace.store.FlowStore;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.ValueStream;
import dev.millrace.words.Quoted;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Counts which figures are unknown, names the reason, and says what would make them known. */
final class LostFigures {

    /** Of the items done: below, it is worth knowing and no more. */
    private static final double NOTABLE = 0.1;

    private static final int MOST_PATHS = 3;
    private static final int MOST_STATES = 10;

    private final Definition definition;
    private final FlowStore store;
    private final ZoneId zone;
    private final InstantSource clock;
    private final Examination examination;

    LostFigures(Definition definition, FlowStore store, ZoneId zone, InstantSource clock, Examination examination) {
        this.definition = definition;
        this.store = store;
        this.zone = zone;
        this.clock = clock;
        this.examination = examination;
    }

    void run() {
        ReportWindow usual = ReportWindow.ofDays(ReportWindow.DEFAULT_DAYS);
        ReportWindow whole = new ReportWindow(Optional.empty(), Optional.empty(), Optional.empty(), true);
        for (ValueStream stream : definition.streams()) {
            Optional<FlowReport> recent = report(stream, usual);
            if (recent.filter(report -> done(report) > 0).isPresent()) {
                look(stream, "the last " + ReportWindow.DEFAULT_DAYS + " days", recent.get());
            } else if (recent.isPresent()) {
                // a quiet team, or an old export: what was is better than nothing
                report(stream, whole).ifPresent(report -> look(stream, "all that is captured", report));
            }
        }
    }

    private static long done(FlowReport report) {
        return report.velocity().done().total();
    }

    /** Empty if nothing is captured that a report could begin with. */
    private Optional<FlowReport> report(ValueStream stream, ReportWindow window) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant recorded = store.lastRecordedAt().filter(now::isBefore).orElse(now);
        StreamChoice choice =
                StreamChoice.ofParameters(definition, Optional.of(stream.id()), Optional.empty(), Optional.empty());
        try {
            return Optional.of(new ReportService(store, zone, new Knowledge(now, recorded), choice, ItemFilter.all())
                    .run(window, Outlook.usual(Optional.empty()), null)
                    .flow());
        } catch (UserError e) {
            examination.skipped("unknown figures of stream " + stream.id() + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private void look(ValueStream stream, String window, FlowReport report) {
        long done = done(report);
        String where = "stream " + stream.id() + ", " + window;
        if (done == 0) {
            return;
        }
        long known = examination.findings().size();
        for (NeverStarted.Cause cause :
                report.of(NeverStartedAccumulator.METRIC).causes()) {
            if (cause.code() == Reason.Code.NEVER_STARTED) {
                add(neverStarted(stream, where, cause, done), cause.n(), done);
            } else if (cause.code() == Reason.Code.START_UNMAPPED) {
                add(startUnmapped(stream, where, cause, done, unmapped(report)), cause.n(), done);
            }
        }
        long unobserved = count(report.efficiency().outcomes(), Reason.Code.WAITING_NOT_OBSERVABLE);
        if (unobserved > 0) {
            add(waitingUnseen(where, unobserved, done), unobserved, done);
        }
        if (examination.findings().size() == known) {
            examination.sound(where + ": " + items(done) + " done, none without a start or without observable waiting");
        }
    }

    private void add(Texts texts, long lost, long done) {
        boolean notable = lost >= NOTABLE * done;
        DoctorFinding finding = notable
                ? DoctorFinding.warning(texts.code(), texts.about(), texts.what(), texts.why(), texts.action())
                : DoctorFinding.note(texts.code(), texts.about(), texts.what(), texts.why(), texts.action());
        examination.add(finding.costing(lost).helpedBy(texts.rules()));
    }

    private record Texts(String code, String about, String what, String why, String action, List<StateRule> rules) {}

    private static Texts neverStarted(ValueStream stream, String where, NeverStarted.Cause cause, long done) {
        Set<String> last = new LinkedHashSet<>();
        for (NeverStarted.Path path : cause.paths()) {
            if (path.states().size() > 1) {
                last.add(path.states().get(path.states().size() - 2));
            }
        }
        List<StateRule> rules = rules(stream, last);
        return new Texts(
                "never-started",
                where,
                cause.n() + " of " + items(done) + " done have no flow time, because they go " + paths(cause),
                "They were in no active or waiting stage, so nothing shows when work on them began. They count in "
                        + "velocity and lead time only.",
                rules.isEmpty()
                        ? "Move items to a state of work when work begins."
                        : "If they are worked on while they are in " + names(last)
                                + ", count that as work, as millrace doctor --fix does: flow time then begins when an "
                                + "item enters it. Otherwise move items to a state of work when work begins.",
                rules);
    }

    private static Set<String> unmapped(FlowReport report) {
        return report.quality().unmappedStates().stream()
                .map(unmapped -> unmapped.state().name())
                .collect(Collectors.toSet());
    }

    private static Texts startUnmapped(
            ValueStream stream, String where, NeverStarted.Cause cause, long done, Set<String> unmapped) {
        Set<String> before = new LinkedHashSet<>();
        cause.paths().forEach(path -> before.addAll(path.states()));
        before.retainAll(unmapped);
        return new Texts(
                "start-unmapped",
                where,
                cause.n() + " of " + items(done) + " done have no flow time, because they go " + paths(cause)
                        + " and no stage is defined for what is before done",
                "When work on them began is unknown.",
                "Define the stages of " + names(before)
                        + ". millrace doctor --fix calls them work: change the stage if they are not.",
                rules(stream, before));
    }

    private static Texts waitingUnseen(String where, long unobserved, long done) {
        return new Texts(
                "waiting-not-observable",
                where,
                unobserved + " of " + items(done) + " done have no flow efficiency, because they were in no waiting "
                        + "stage and have no pull request",
                "Without observable waiting, their flow efficiency would always be 100%, so it is unknown.",
                "If items wait in one of your states, map it to a waiting stage in valueStream. If their code is on GitHub, "
                        + "add github to millrace.yml: pull requests show what waits for review.",
                List.of());
    }

    /** Rules that call these states work: the stage in which a pull request is while its author works on it. */
    private static List<StateRule> rules(ValueStream stream, Set<String> states) {
        String work = stream.delivery().authoring().id();
        return states.stream()
                .limit(MOST_STATES)
                .map(state -> new StateRule(stream.id(), state, work))
                .toList();
    }

    private static String paths(NeverStarted.Cause cause) {
        Map<String, Long> ways = new LinkedHashMap<>();
        cause.paths().stream()
                .sorted(Comparator.comparingLong(NeverStarted.Path::n).reversed())
                .forEach(path -> ways.merge(way(path.states()), path.n(), Long::sum));
        List<Map.Entry<String, Long>> most = ways.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(MOST_PATHS)
                .toList();
        String shown = most.stream()
                .map(way -> way.getKey() + " (" + way.getValue() + ")")
                .collect(Collectors.joining(", "));
        long told = most.stream().mapToLong(Map.Entry::getValue).sum();
        return shown + (told < cause.n() ? " or another way (" + (cause.n() - told) + ")" : "");
    }

    private static String way(List<String> states) {
        if (states.size() < 2) {
            return "straight to " + (states.isEmpty() ? "done" : Quoted.of(states.get(0)));
        }
        return "from " + Quoted.of(states.get(0)) + " to " + Quoted.of(states.get(states.size() - 1));
    }

    private static String names(Set<String> states) {
        return states.stream().limit(MOST_STATES).map(Quoted::of).collect(Collectors.joining(", "));
    }

    private static String items(long count) {
        return count == 1 ? "1 item" : count + " items";
    }

    private static long count(Outcomes outcomes, Reason.Code code) {
        return outcomes.others().stream()
                .filter(other -> other.code() == code)
                .mapToLong(Outcomes.Count::n)
                .sum();
    }
}
