package dev.millrace.view;

import dev.millrace.document.Formats;
import dev.millrace.document.Headline;
import dev.millrace.document.Headline.Limit;
import dev.millrace.metrics.ChangePoint;
import dev.millrace.metrics.FigureState;
import dev.millrace.metrics.Outcomes;
import dev.millrace.metrics.TimeStatistics;
import dev.millrace.metrics.delivery.DeliveryReport;
import dev.millrace.metrics.load.InProgress;
import dev.millrace.metrics.report.FlowReport;
import dev.millrace.metrics.report.ReportExtras;
import dev.millrace.metrics.time.Bottleneck;
import dev.millrace.metrics.time.Bottleneck.Candidate;
import dev.millrace.metrics.time.ValueStreamMap.Step;
import dev.millrace.valuestream.Stage;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The first thing to read in a report: what holds the stream up, by how much and since when, what is late, and what to do. Each
 * sentence follows from one figure of the report by a rule that {@code docs/definitions.md} states.
 */
final class ReportHeadline {

    /** What the limit is called that says how many items have a figure. */
    static final String COVERAGE = "Coverage";

    private final FlowReport report;
    private final ReportExtras extras;
    private final ZoneId zone;

    ReportHeadline(FlowReport report, ReportExtras extras) {
        this.report = report;
        this.extras = extras;
        this.zone = report.request().zone();
    }

    Headline headline() {
        List<String> sentences = new ArrayList<>();
        String caution = FreshnessText.caution(report.request());
        if (!caution.isEmpty()) {
            sentences.add(caution);
        }
        if (report.population().counted() == 0) {
            sentences.add("There is nothing to report: no item was open or done in this window.");
        } else {
            if (report.velocity().done().total() == 0) {
                sentences.add("No item was done in this window.");
            }
            sentences.add(constraint());
            late().ifPresent(sentences::add);
        }
        return new Headline(caution, String.join(" ", sentences), new NextSteps(report, extras).all(), limits());
    }

    private String constraint() {
        Bottleneck bottleneck = report.bottleneck();
        List<Candidate> candidates = bottleneck.candidates();
        if (candidates.isEmpty()) {
            return "Nothing shows what holds the stream up: no waiting was seen in this window.";
        }
        Candidate first = candidates.get(0);
        String share = Formats.percent(first.share()) + " of the waiting";
        if (bottleneck.named().isPresent()) {
            return name(first.stage()) + " holds the stream up: " + share + " is there." + since(first.stage());
        }
        if (candidates.size() == 1) {
            return "All waiting that was seen is in " + name(first.stage()) + '.' + since(first.stage());
        }
        Candidate second = candidates.get(1);
        return "No single stage holds the stream up: " + name(first.stage()) + " has " + share + " and "
                + name(second.stage()) + ' ' + Formats.percent(second.share()) + ", too close to tell.";
    }

    /** Since when visits to that stage take longer. */
    private String since(Stage stage) {
        ChangePoint change = report.map().steps().stream()
                .filter(step -> step.stage().equals(stage))
                .findFirst()
                .map(Step::change)
                .orElse(null);
        if (change == null) {
            return " There are too few visits to tell since when.";
        } else if (!change.worse()) {
            return " Nothing shows that it got worse in this window.";
        }
        return " The median visit takes " + Formats.duration(change.after()) + " since "
                + Formats.date(change.at(), zone) + ", and took " + Formats.duration(change.before()) + " before.";
    }

    private Optional<String> late() {
        InProgress now = report.inProgress();
        if (now.items() == 0) {
            return Optional.of("No item is in progress.");
        }
        return now.late()
                .measured()
                .map(late -> late == 0
                        ? "None of the " + Formats.items(now.items()) + " in progress is late."
                        : Formats.count(late) + " of " + Formats.items(now.items()) + " in progress "
                                + (late == 1 ? "is" : "are") + " late.");
    }

    private List<Limit> limits() {
        List<Limit> limits = new ArrayList<>();
        limits.add(new Limit("Data", FreshnessText.of(report.request())));
        List<String> known = new ArrayList<>();
        known.add(known("flow time", report.flowTime().outcomes(), " items done"));
        known.add(known("flow efficiency", report.efficiency().outcomes(), ""));
        DeliveryReport delivery = extras.delivery();
        if (delivery != null) {
            TimeStatistics time = delivery.leadTime();
            known.add(
                    time.percentiles().measured().isPresent()
                            ? known("lead time for changes", time.outcomes(), " changes")
                            : "lead time for changes is unknown"
                                    + time.percentiles()
                                            .reason()
                                            .map(why -> " (" + why.code().label() + ')')
                                            .orElse(""));
        }
        limits.add(new Limit(COVERAGE, String.join("; ", known)));
        limits.add(new Limit("Compared with", new CardChanges(extras.comparison()).against(zone)));
        return limits;
    }

    private static String known(String figure, Outcomes outcomes, String what) {
        long whole = outcomes.total() - outcomes.in(FigureState.NOT_APPLICABLE);
        return figure + " is known for " + Formats.count(outcomes.measured()) + " of " + Formats.count(whole) + what;
    }

    private static String name(Stage stage) {
        return Formats.shorten(stage.name(), Formats.NAME);
    }
}
