package dev.millrace.view;

import dev.millrace.document.Block;
import dev.millrace.document.Block.Chart;
import dev.millrace.document.Block.Column;
import dev.millrace.document.Block.LinePoint;
import dev.millrace.document.Block.Lines;
import dev.millrace.document.Block.Paragraph;
import dev.millrace.document.Block.Point;
import dev.millrace.document.Block.Row;
import dev.millrace.document.Block.Table;
import dev.millrace.document.Cell;
import dev.millrace.document.Document.Section;
import dev.millrace.document.Formats;
import dev.millrace.flow.AuthorDate;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.Population;
import dev.millrace.metrics.TimeStatistics;
import dev.millrace.metrics.delivery.DeliveryMetrics;
import dev.millrace.metrics.delivery.DeliveryReport;
import dev.millrace.metrics.delivery.DeliveryReport.BuildsLeftOut;
import dev.millrace.metrics.delivery.DeliveryReport.Rate;
import dev.millrace.metrics.delivery.DeploymentFailure;
import dev.millrace.model.Figure;
import dev.millrace.model.Reason;
import dev.millrace.valuestream.ProductionRule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How changes reach production, in words. */
final class DeliveryBlocks {

    private static final int MAX_WEEKS = 60;
    private static final int MAX_ENVIRONMENTS = 5;
    private static final int MAX_FAILURES = 20;

    private DeliveryBlocks() {}

    static List<Section> sections(DeliveryReport delivery, ZoneId zone) {
        List<Section> sections = new ArrayList<>();
        List<Row> rows = List.of(
                time(DeliveryMetrics.LEAD_TIME_FOR_CHANGES, delivery.leadTime(), "changes"),
                row(
                        DeliveryMetrics.DEPLOYMENT_FREQUENCY,
                        delivery.frequency(),
                        found -> Formats.count(found.daysWith()) + " of " + Formats.count(found.days(), "day", "days"),
                        delivery.frequency()
                                .measured()
                                .map(found -> Formats.count(found.deployments(), "deployment", "deployments")
                                        + found.daysPerFullWeek()
                                                .measured()
                                                .map(p -> "; days per full week: p50 " + p.p50() + ", p85 " + p.p85()
                                                        + ", p95 " + p.p95() + ", n = " + p.n())
                                                .orElse(""))
                                .orElse("")),
                rate(
                        DeliveryMetrics.CHANGE_FAIL_RATE,
                        delivery.changeFailRate(),
                        "deployments",
                        failures(delivery) + atLeast(delivery)),
                time(DeliveryMetrics.FAILED_DEPLOYMENT_RECOVERY_TIME, delivery.recovery(), "failed deployments"),
                rate(DeliveryMetrics.DEPLOYMENT_REWORK_RATE, delivery.reworkRate(), "deployments", ""),
                rate(
                        DeliveryMetrics.PIPELINE_RED_RATE,
                        delivery.redRate(),
                        "builds",
                        "; " + Formats.count(delivery.leftOut().aborted()) + " aborted or not built (left out)"));
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Table(
                "The five DORA metrics, and the pipeline red rate, which is not one of them",
                List.of(Column.words("Figure"), Column.words("Value"), Column.words("Based on")),
                rows));
        if (delivery.leftOut().endUnknown() + delivery.leftOut().notEnded() > 0) {
            blocks.add(new Paragraph(withoutEnd(delivery.leftOut())));
        }
        if (delivery.bounded() > 0) {
            blocks.add(new Paragraph("The lead time of " + Formats.count(delivery.bounded(), "change", "changes")
                    + " counts from the opening of the pull request, because the commits were rebased or "
                    + "amended later: "
                    + AuthorDate.BOUNDED + "."));
        }
        if (delivery.incidentsWithoutService() > 0) {
            blocks.add(new Paragraph(withoutService(delivery)));
        }
        if (!delivery.failed().isEmpty()) {
            blocks.add(failed(delivery, zone));
        }
        blocks.add(accounts(delivery.accounts()));
        delivery.production()
                .forEach((rule, environments) -> blocks.add(new Paragraph(production(rule, environments))));
        if (delivery.frequency().measured().isPresent()) {
            blocks.add(deployments(delivery, zone));
            blocks.add(leadTimes(delivery));
        }
        sections.add(new Section(
                ReportView.DELIVERY, "Delivery", DeliveryMetrics.LEAD_TIME_FOR_CHANGES.definition(), blocks));
        return sections;
    }

    /** Each deployment that failed in use, by what says so. */
    private static Table failed(DeliveryReport delivery, ZoneId zone) {
        List<Row> rows = new ArrayList<>();
        for (DeploymentFailure failure :
                delivery.failed().stream().limit(MAX_FAILURES).toList()) {
            Instant end = failure.recoveredAt();
            rows.add(Row.of(
                    Cell.text(Formats.minute(failure.deployedAt(), zone)),
                    Cell.text(cause(failure)),
                    Cell.text(end == null ? "not yet" : recovered(failure, end)),
                    Cell.text(failure.rule())));
        }
        int more = delivery.failed().size() - rows.size();
        return new Table(
                "Deployments to production that failed, the latest first"
                        + (more > 0 ? "; " + Formats.count(more) + " more are not named" : ""),
                List.of(
                        Column.words("Deployed"),
                        Column.words("Failed by"),
                        Column.figures("Recovered in"),
                        Column.words("Connected by")),
                rows);
    }

    private static String recovered(DeploymentFailure failure, Instant end) {
        return Formats.figure(failure.recoveryTime(end), Formats::duration);
    }

    /** A sentence of its own: a narrow terminal cuts the cells of the table. */
    private static String withoutEnd(BuildsLeftOut builds) {
        String unknown = builds.endUnknown() == 0
                ? ""
                : Formats.count(builds.endUnknown()) + " with an unknown end (cut off, or not reported)";
        String open = builds.notEnded() == 0
                ? ""
                : Formats.count(
                        builds.notEnded(),
                        "has not ended, as far as was reported",
                        "have not ended, as far as was reported");
        return "Builds that began in the window and are not in the red rate: " + unknown
                + (unknown.isEmpty() || open.isEmpty() ? "" : ", ") + open + '.';
    }

    /** A sentence as well, for the same reason. */
    private static String withoutService(DeliveryReport delivery) {
        long homeless = delivery.incidentsWithoutService();
        return Formats.count(homeless, "incident of the window belongs", "incidents of the window belong")
                + " to no service, so the change fail rate is "
                + (delivery.changeFailRate().value().measured().isPresent() ? "at least the value shown." : "unknown.");
    }

    /** What became of everything offered, so that nothing is left out in silence. */
    private static Table accounts(DeliveryReport.Accounts accounts) {
        return new Table(
                "What these figures are based on: everything captured is counted, or left out for a " + "reason",
                List.of(
                        Column.words("What"),
                        Column.figures("Captured"),
                        Column.figures("Counted"),
                        Column.words("Left out")),
                List.of(
                        account("Changes", accounts.changes()),
                        account("Deployments to production", accounts.deployments()),
                        account("Builds", accounts.builds()),
                        account("Incidents", accounts.incidents())));
    }

    /** The rules that found production deployments, with the names of environments. */
    private static String production(ProductionRule rule, Map<String, Long> environments) {
        String names = environments.keySet().stream()
                .limit(MAX_ENVIRONMENTS)
                .map(name -> Formats.shorten(name, Formats.NAME))
                .collect(Collectors.joining(", "));
        long deployments =
                environments.values().stream().mapToLong(Long::longValue).sum();
        return "Production by " + rule.label() + ": " + names
                + (environments.size() > MAX_ENVIRONMENTS ? ", ..." : "") + " ("
                + Formats.count(deployments, "deployment", "deployments") + " in all).";
    }

    private static Row account(String what, Population population) {
        String leftOut = OutcomeBlocks.leftOut(population);
        return Row.of(
                Cell.text(what),
                Cell.text(Formats.count(population.offered())),
                Cell.text(Formats.count(population.counted())),
                Cell.text(leftOut.isEmpty() ? "none" : leftOut));
    }

    private static Row time(Metric metric, TimeStatistics time, String of) {
        String outcomes = Formats.count(time.outcomes().measured()) + " of "
                + Formats.count(time.outcomes().total()) + ' ' + of
                + (time.outcomes().open() > 0
                        ? "; " + Formats.count(time.outcomes().open()) + " still open"
                        : "")
                + time.outcomes().others().stream()
                        .map(other -> "; " + Formats.count(other.n()) + ' ' + Labels.of(other.state()) + ": "
                                + other.code().label())
                        .collect(Collectors.joining());
        return row(
                metric,
                time.percentiles(),
                p -> "p50 " + Formats.duration(p.p50()) + ", p85 " + Formats.duration(p.p85()) + ", p95 "
                        + Formats.duration(p.p95()),
                outcomes);
    }

    private static Row rate(Metric metric, Rate rate, String of, String more) {
        return row(
                metric,
                rate.value(),
                Formats::percent,
                Formats.count(rate.part()) + " of " + Formats.count(rate.whole()) + ' ' + of + more);
    }

    private static <T> Row row(Metric metric, Figure<T> figure, Function<? super T, String> value, String standsOn) {
        String why =
                figure.reason().map(Reason::detail).map(detail -> ": " + detail).orElse("");
        return Row.of(
                Cell.text(metric.label()),
                Cell.text(Formats.figure(figure, value) + why),
                Cell.text(
                        figure.measured().isPresent() || metric == DeliveryMetrics.LEAD_TIME_FOR_CHANGES
                                ? standsOn
                                : ""));
    }

    /** What makes a rate too low. */
    private static String atLeast(DeliveryReport delivery) {
        long homeless = delivery.incidentsWithoutService();
        return homeless == 0
                ? ""
                : "; at least: " + Formats.count(homeless, "incident belongs", "incidents belong") + " to no service";
    }

    private static String failures(DeliveryReport delivery) {
        return delivery.failures().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(kind -> kind.getValue() > 0)
                .map(kind -> "; " + Formats.count(kind.getValue()) + ' '
                        + kind.getKey().text() + (kind.getValue() == 1 ? "" : "s"))
                .collect(Collectors.joining());
    }

    private static Chart deployments(DeliveryReport delivery, ZoneId zone) {
        List<Point> points = last(delivery.weeks()).stream()
                .map(week -> new Point(
                        week.isoWeek(),
                        List.of(week.deployments() - week.failed(), week.failed()),
                        week.partial(),
                        failedIn(week, delivery, zone)))
                .toList();
        return new Chart(
                Chart.Kind.COLUMNS,
                "Production deployments per ISO week",
                "Those that failed in use are marked",
                List.of("Deployments", "Failed in use"),
                points);
    }

    /** What says that a deployment of the week failed. */
    private static List<String> failedIn(DeliveryReport.Week week, DeliveryReport delivery, ZoneId zone) {
        return delivery.failed().stream()
                .filter(failure -> {
                    LocalDate day = LocalDate.ofInstant(failure.deployedAt(), zone);
                    return !day.isBefore(week.monday())
                            && day.isBefore(week.monday().plusWeeks(1));
                })
                .limit(MAX_FAILURES)
                .map(failure -> Formats.minute(failure.deployedAt(), zone) + ": " + cause(failure))
                .toList();
    }

    private static String cause(DeploymentFailure failure) {
        return failure.kind().text() + ' ' + Formats.shorten(failure.evidenceKey(), Formats.NAME);
    }

    private static Lines leadTimes(DeliveryReport delivery) {
        List<LinePoint> points = last(delivery.weeks()).stream()
                .map(week -> new LinePoint(
                        week.isoWeek(),
                        List.of(
                                value(week.leadTime().map(p -> p.p50())),
                                value(week.leadTime().map(p -> p.p85()))),
                        week.partial()))
                .toList();
        return new Lines(
                "Lead time of the changes deployed in each ISO week",
                "A week without a measured change has no point",
                Lines.Unit.DURATION,
                List.of("p50", "p85"),
                points);
    }

    private static OptionalDouble value(Figure<Duration> figure) {
        return figure.measured()
                .map(duration -> OptionalDouble.of((double) duration.toMillis()))
                .orElse(OptionalDouble.empty());
    }

    private static List<DeliveryReport.Week> last(List<DeliveryReport.Week> weeks) {
        return weeks.subList(Math.max(0, weeks.size() - MAX_WEEKS), weeks.size());
    }
}
