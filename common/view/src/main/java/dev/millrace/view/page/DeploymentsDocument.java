package dev.millrace.view.page;

import dev.millrace.document.Block.Column;
import dev.millrace.document.Block.Paragraph;
import dev.millrace.document.Block.Row;
import dev.millrace.document.Block.Table;
import dev.millrace.document.Cell;
import dev.millrace.document.Document;
import dev.millrace.document.Document.Section;
import dev.millrace.document.Formats;
import dev.millrace.document.Headline;
import dev.millrace.flow.Delivery.DeliveredChange;
import dev.millrace.flow.Delivery.Outcome;
import dev.millrace.metrics.ItemRef;
import dev.millrace.metrics.delivery.DeliveryMetrics;
import dev.millrace.metrics.delivery.DeliveryReport;
import dev.millrace.metrics.delivery.DeploymentFailure;
import dev.millrace.metrics.delivery.DeploymentList;
import dev.millrace.metrics.delivery.DeploymentList.Listed;
import dev.millrace.metrics.report.Listing;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Reason;
import dev.millrace.view.ReportView;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The production deployments and failed builds of a report: sections of its file, and a page of a site. */
final class DeploymentsDocument {

    /** The id of the section. */
    static final String SECTION = "deployments";

    private static final int IN_FILE = 100;
    private static final int ON_PAGE = 300;
    private static final String NONE = "-";

    private final DeploymentList list;
    private final ZoneId zone;
    private final Instant asOf;
    private final int most;
    private final Function<ItemRef, @Nullable URI> pages;

    private DeploymentsDocument(
            ReportView view, DeploymentList list, int most, Function<ItemRef, @Nullable URI> pages) {
        this.list = list;
        this.zone = view.report().request().zone();
        this.asOf = view.report().request().knowledge().asOf();
        this.most = most;
        this.pages = pages;
    }

    static List<Section> sections(ReportView view, Listing listing) {
        return List.of(
                new DeploymentsDocument(view, listing.deployments(), IN_FILE, ItemRef::url).section(),
                FailedBuildsBlocks.section(view, listing.failedBuilds(), IN_FILE, ItemRef::url));
    }

    /** A page of its own: what failed, the delivery figures, each deployment, and the builds that failed. */
    static Document of(ReportView view, Listing listing, Function<ItemRef, @Nullable URI> pages) {
        DeploymentsDocument own = new DeploymentsDocument(view, listing.deployments(), ON_PAGE, pages);
        Document report = view.document();
        Headline headline = Objects.requireNonNull(report.headline(), "headline");
        List<Section> delivery = report.sections().stream()
                .filter(section -> section.id().equals(ReportView.DELIVERY))
                .toList();
        return new Document(
                "Deployments",
                report.subtitle(),
                new Headline(
                        view.extras().delivery() == null
                                ? "No deployment is captured."
                                : sentence(view.extras().delivery()),
                        List.of(),
                        headline.limits()),
                report.facts(),
                report.cards().stream()
                        .filter(card -> DeliveryMetrics.ALL.stream()
                                .anyMatch(metric -> metric.id().equals(card.id())))
                        .toList(),
                Stream.concat(
                                delivery.stream(),
                                Stream.of(
                                        own.section(),
                                        FailedBuildsBlocks.section(view, listing.failedBuilds(), ON_PAGE, own::page)))
                        .toList());
    }

    private static String sentence(DeliveryReport delivery) {
        DeliveryReport.Rate rate = delivery.changeFailRate();
        if (rate.value().measured().isEmpty()) {
            return "Whether deployments failed in use is not known"
                    + rate.value()
                            .reason()
                            .map(Reason::detail)
                            .map(why -> ": " + why)
                            .orElse("")
                    + '.';
        }
        long open = delivery.failed().stream()
                .filter(failure -> failure.recoveredAt() == null)
                .count();
        return Formats.count(rate.part()) + " of "
                + Formats.count(rate.whole(), "deployment", "deployments") + " to production failed in use"
                + (open == 0
                        ? "."
                        : "; " + Formats.count(open) + " of them " + (open == 1 ? "has" : "have") + " not recovered.")
                + delivery.recovery()
                        .percentiles()
                        .measured()
                        .map(p -> " The median recovery takes " + Formats.duration(p.p50()) + '.')
                        .orElse("");
    }

    private Section section() {
        int shown = Math.min(most, list.deployments().size());
        long more = list.deployments().size() - shown + list.left();
        return new Section(
                SECTION,
                "Deployments",
                "Deployments to production that ended in the window. Only those that succeeded are counted. Changes: those that"
                        + " the deployment was the first to bring to production.",
                List.of(
                        list.deployments().isEmpty()
                                ? new Paragraph("No deployment to production ended in this window.")
                                : new Table(
                                        "The latest first"
                                                + (more > 0
                                                        ? "; " + Formats.count(more) + " earlier ones are not named"
                                                        : ""),
                                        List.of(
                                                Column.words("Ended"),
                                                Column.words("Service"),
                                                Column.words("Environment"),
                                                Column.words("Deployment"),
                                                Column.words("State"),
                                                Column.figures("Changes"),
                                                Column.words("Latest change"),
                                                Column.words("Failed in use by"),
                                                Column.figures("Recovered in")),
                                        list.deployments().subList(0, shown).stream()
                                                .map(this::row)
                                                .toList())));
    }

    private Row row(Listed one) {
        DeploymentFailure failure = one.failure();
        DeliveredChange latest = one.latest();
        return Row.of(
                Cell.text(Formats.minute(one.endedAt(), zone)),
                Cell.text(shorten(one.service())),
                Cell.text(shorten(one.deployment().environment())),
                Cell.link(
                        shorten(one.ref().key()),
                        one.ref().artifact().kind() == ArtifactKind.BUILD
                                ? page(one.ref())
                                : one.ref().url()),
                Cell.text(
                        one.deployment().outcome() == Outcome.SUCCEEDED
                                ? "succeeded"
                                : shorten(one.deployment().state()) + " (not counted)"),
                Cell.text(Formats.count(one.changes())),
                latest == null ? Cell.text(NONE) : change(latest),
                failure == null ? Cell.text(NONE) : cause(failure),
                Cell.text(failure == null ? NONE : Formats.figure(failure.recoveryTime(asOf), Formats::duration)));
    }

    private Cell cause(DeploymentFailure failure) {
        ArtifactKind kind = failure.evidence().kind();
        boolean page = kind == ArtifactKind.ISSUE || kind == ArtifactKind.PULL_REQUEST;
        return Cell.link(
                failure.kind().text() + ' ' + shorten(failure.evidenceKey()),
                page ? page(new ItemRef(failure.evidence(), 1, failure.evidenceKey(), null)) : null);
    }

    private Cell change(DeliveredChange change) {
        boolean page = change.artifact().kind() == ArtifactKind.PULL_REQUEST;
        return Cell.link(
                shorten(change.key()), page ? page(new ItemRef(change.artifact(), 1, change.key(), null)) : null);
    }

    /** The page is at the root of its site. */
    private @Nullable URI page(ItemRef ref) {
        URI page = pages.apply(ref);
        return page == null || page.isAbsolute() ? page : URI.create("." + page);
    }

    private static String shorten(String text) {
        return Formats.shorten(text, Formats.NAME);
    }
}
