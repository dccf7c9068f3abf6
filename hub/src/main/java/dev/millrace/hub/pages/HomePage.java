package dev.millrace.hub.pages;

import dev.millrace.app.status.StoreStatus;
import dev.millrace.app.status.ToolFreshness;
import dev.millrace.document.Block;
import dev.millrace.document.Block.Column;
import dev.millrace.document.Block.Paragraph;
import dev.millrace.document.Block.Row;
import dev.millrace.document.Block.Table;
import dev.millrace.document.Cell;
import dev.millrace.document.Document;
import dev.millrace.document.Document.Section;
import dev.millrace.document.Formats;
import dev.millrace.document.Headline;
import dev.millrace.metrics.load.LoadAccumulator;
import dev.millrace.metrics.time.TimeAccumulator;
import java.net.URI;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** The first page: every value stream, team and service with what its report says first. */
public final class HomePage {

    /**
     * One subject.
     *
     * @param subject which one
     * @param address where its report is
     * @param summary what that says; empty if it is not computed yet
     */
    public record Entry(Subject subject, ReportAddress address, Optional<ReportSummary> summary) {
        /** Validates. */
        public Entry {
            Objects.requireNonNull(subject, "subject");
            Objects.requireNonNull(address, "address");
            Objects.requireNonNull(summary, "summary");
        }
    }

    private static final long PRIME = 1_000_003;

    private final List<Entry> entries;
    private final Optional<StoreStatus> status;
    private final ZoneId zone;

    /**
     * A page.
     *
     * @param entries in the order of the definition
     * @param status how the sources are doing; empty if that is not read yet, or not for this reader
     */
    public HomePage(List<Entry> entries, Optional<StoreStatus> status, ZoneId zone) {
        this.entries = List.copyOf(entries);
        this.status = status;
        this.zone = zone;
    }

    /** The page in words. */
    public Document document() {
        List<Section> sections = new ArrayList<>();
        for (Subject.Kind kind : Subject.Kind.values()) {
            List<Entry> own = entries.stream()
                    .filter(entry -> entry.subject().kind() == kind)
                    .toList();
            if (!own.isEmpty()) {
                sections.add(section(kind, own));
            }
        }
        return new Document(
                "Millrace",
                "what holds work up, by value stream, team and service",
                new Headline(sentence(), List.of(), limits()),
                List.of(),
                List.of(),
                sections);
    }

    private List<Headline.Limit> limits() {
        List<Headline.Limit> all = new ArrayList<>();
        status.ifPresent(read -> {
            List<ToolFreshness> tools = ToolFreshness.of(read);
            if (!tools.isEmpty()) {
                all.add(new Headline.Limit(
                        "Sources",
                        ToolFreshness.line(tools, read.at())
                                + (tools.stream().anyMatch(ToolFreshness::needsAttention)
                                        ? "; see Data quality in the menu"
                                        : "")));
            }
        });
        entries.stream()
                .flatMap(entry -> entry.summary().stream())
                .map(ReportSummary::asOf)
                .min(Comparator.naturalOrder())
                .ifPresent(oldest -> all.add(new Headline.Limit(
                        "As of",
                        Formats.minute(oldest, zone) + " (" + Formats.zoneName(zone)
                                + ") or later, as each report says")));
        return all;
    }

    /** Names what is shown: another one has another name. */
    public String version() {
        return Long.toHexString(entries.stream()
                .mapToLong(entry -> entry.summary()
                        .map(summary -> summary.asOf().toEpochMilli())
                        .orElse(0L))
                .reduce(entries.size(), (hash, asOf) -> hash * PRIME + asOf));
    }

    /** The sentence of the only stream; of several, what is old and what is late. */
    private String sentence() {
        List<Entry> streams = entries.stream()
                .filter(entry -> entry.subject().kind() == Subject.Kind.STREAM)
                .toList();
        List<Entry> shown = streams.isEmpty() ? entries : streams;
        List<ReportSummary> known =
                shown.stream().flatMap(entry -> entry.summary().stream()).toList();
        if (known.isEmpty()) {
            return "The reports are being computed. Open this page again in a moment.";
        } else if (shown.size() == 1) {
            return known.get(0).headline().sentence();
        }
        List<String> sentences = new ArrayList<>();
        String caution = caution();
        known.stream()
                .filter(ReportSummary::old)
                .min((one, other) -> one.until().compareTo(other.until()))
                .map(oldest -> caution.isEmpty()
                        ? "Some of these data are old: they end at " + Formats.minute(oldest.until(), zone) + '.'
                        : caution)
                .ifPresent(old -> sentences.add(old + " Data quality, in the menu, says why."));
        long items = known.stream().mapToLong(ReportSummary::inProgress).sum();
        long late =
                known.stream().mapToLong(summary -> summary.late().orElse(0)).sum();
        boolean unknown = known.size() < shown.size()
                || known.stream().anyMatch(summary -> summary.late().isEmpty());
        sentences.add((unknown ? "At least " : "") + Formats.count(late) + " of " + Formats.items(items)
                + " in progress " + (late == 1 ? "is" : "are") + " late.");
        return String.join(" ", sentences);
    }

    /** The caution of every report, which the page says once; empty if there is none, or the data of some reach further. */
    private String caution() {
        List<ReportSummary> all =
                entries.stream().flatMap(entry -> entry.summary().stream()).toList();
        boolean same = all.stream().map(ReportSummary::until).distinct().count() == 1;
        return same && all.stream().allMatch(ReportSummary::old)
                ? all.get(0).headline().caution()
                : "";
    }

    private Section section(Subject.Kind kind, List<Entry> own) {
        List<Row> rows = own.stream()
                .map(entry ->
                        entry.summary().map(summary -> row(entry, summary)).orElseGet(() -> waiting(entry)))
                .toList();
        Block table = new Table(
                "Each over the last 90 days; its name leads to its report",
                List.of(
                        Column.words("Name"),
                        Column.words("What its report says first"),
                        Column.figures("Flow time, median"),
                        Column.figures("In progress"),
                        Column.figures("Late")),
                rows);
        return new Section(
                kind.name().toLowerCase(Locale.ROOT) + 's',
                kind.plural(),
                "",
                rows.isEmpty() ? List.of(new Paragraph("None.")) : List.of(table));
    }

    private Row row(Entry entry, ReportSummary summary) {
        return Row.of(
                name(entry),
                Cell.text(
                        caution().isEmpty()
                                ? summary.headline().sentence()
                                : summary.headline().afterCaution()),
                Cell.text(summary.value(TimeAccumulator.FLOW_TIME.id())),
                Cell.text(summary.value(LoadAccumulator.METRIC.id())),
                Cell.text(
                        summary.late().isPresent()
                                ? Formats.count(summary.late().getAsLong())
                                : "unknown"));
    }

    private static Row waiting(Entry entry) {
        return Row.of(
                name(entry), Cell.text("Its report is being computed."), Cell.text(""), Cell.text(""), Cell.text(""));
    }

    private static Cell name(Entry entry) {
        return Cell.link(
                Formats.shorten(entry.subject().name(), Formats.NAME),
                URI.create('.' + entry.address().toString()));
    }
}
