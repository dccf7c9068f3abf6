package dev.millrace.app.status;

import dev.millrace.app.status.StoreStatus.SourceStatus;
import dev.millrace.app.status.StoreStatus.Tally;
import dev.millrace.collect.SourceRun;
import dev.millrace.document.Block;
import dev.millrace.document.Block.Column;
import dev.millrace.document.Block.Note;
import dev.millrace.document.Block.Notes;
import dev.millrace.document.Block.Paragraph;
import dev.millrace.document.Block.Row;
import dev.millrace.document.Block.Table;
import dev.millrace.document.Cell;
import dev.millrace.document.Document;
import dev.millrace.document.Document.Fact;
import dev.millrace.document.Document.Section;
import dev.millrace.document.Formats;
import dev.millrace.http.HostLimit;
import dev.millrace.model.ArtifactKind;
import dev.millrace.store.WatchList;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A status in words. */
public final class StatusDocument {

    /** The label of the fact that says where the store is. */
    public static final String STORE = "Store";

    private static final String UNKNOWN = "unknown";
    private static final int NAMED_GAPS = 10;
    private static final int LONGEST_TEXT = 400;
    private static final double KIB = 1024;

    private final StoreStatus status;

    private StatusDocument(StoreStatus status) {
        this.status = status;
    }

    /** The status in words. */
    public static Document of(StoreStatus status) {
        return new StatusDocument(status).document();
    }

    private Document document() {
        List<Section> sections = new ArrayList<>();
        if (!status.attention().isEmpty()) {
            sections.add(section("attention", "Needs attention", attention()));
        }
        sections.add(section("sources", "Sources", sources()));
        sections.add(section("ledger", "Completeness", ledger()));
        if (!status.gaps().isEmpty()) {
            sections.add(section("gaps", "Incomplete", gaps()));
        }
        sections.add(section("watch", "Watch list", watch()));
        sections.add(section("limits", "Rate limits of the hosts", limits()));
        if (!status.jobs().isEmpty()) {
            sections.add(section("jobs", "Jobs of the hub", jobs()));
        }
        return new Document("Millrace", headline(), facts(), List.of(), sections);
    }

    private String headline() {
        int found = status.attention().size();
        long due = status.watch().stream().mapToLong(WatchList::due).sum();
        if (found > 0) {
            return found + (found == 1 ? " thing needs" : " things need") + " attention";
        }
        return due == 0
                ? "nothing needs attention"
                : number(due) + " of "
                        + number(status.watch().stream()
                                .mapToLong(WatchList::count)
                                .sum())
                        + " unfinished items are due to be read again by the next sync; nothing else needs attention";
    }

    private static Section section(String id, String title, Block block) {
        return new Section(id, title, "", List.of(block));
    }

    private List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.of(STORE, status.store()));
        facts.add(Fact.of("Schema", String.valueOf(status.size().schema())));
        facts.add(Fact.of("Size", bytes(status.size().bytes())));
        facts.add(Fact.of("Artifacts", artifacts(status.size().sortedArtifacts())));
        facts.add(Fact.of("Events", number(status.size().events())));
        facts.add(Fact.of("Links", number(status.size().links())));
        facts.add(Fact.of("Newest fact", status.lastRecordedAt().map(this::when).orElse("none yet")));
        return facts;
    }

    private static String artifacts(Map<ArtifactKind, Long> counts) {
        return counts.isEmpty()
                ? "none yet"
                : counts.entrySet().stream()
                        .map(entry ->
                                number(entry.getValue()) + ' ' + entry.getKey().text())
                        .collect(Collectors.joining(", "));
    }

    private Block attention() {
        return new Notes(status.attention().stream()
                .map(one -> new Note(
                        Formats.shorten(one.what(), LONGEST_TEXT),
                        "",
                        Formats.shorten(one.advice(), LONGEST_TEXT),
                        List.of()))
                .toList());
    }

    private Block sources() {
        if (status.sources().isEmpty()) {
            return new Paragraph("No source is configured, and none was ever read.");
        }
        List<Row> rows = new ArrayList<>();
        for (SourceStatus source : status.sources()) {
            rows.add(Row.of(
                    Cell.text(source.id()),
                    Cell.text(run(source)),
                    Cell.text(moved(source)),
                    Cell.text(complete(source)),
                    Cell.text(readUntil(source))));
        }
        return new Table(
                "Progress of every source",
                List.of(
                        Column.words("Source"),
                        Column.words("Last run"),
                        Column.words("Last progress"),
                        Column.words("Last complete"),
                        Column.words("Read until")),
                rows);
    }

    private String run(SourceStatus source) {
        String suffix = Boolean.FALSE.equals(source.configured()) ? "; not configured any more" : "";
        SourceRun run = source.run();
        if (run == null) {
            return (source.cursor() == null ? "never" : UNKNOWN) + suffix;
        }
        return switch (run.outcome()) {
                    case UNFINISHED -> "running or killed, started " + when(run.startedAt());
                    case COMPLETE ->
                        "complete, " + counted(run.items(), "item") + ", " + counted(run.newEvents(), "new event");
                    case WITH_PROBLEMS -> counted(run.problemCount(), "problem") + ", " + counted(run.items(), "item");
                    case STOPPED -> "stopped " + when(run.endedAt());
                }
                + (source.listing() ? "; a refresh is running" : "")
                + suffix;
    }

    private String moved(SourceStatus source) {
        return source.cursor() == null ? "never" : when(source.movedAt());
    }

    private String complete(SourceStatus source) {
        return source.run() == null
                ? (source.cursor() == null ? "never" : UNKNOWN)
                : source.run().completeAt() == null
                        ? UNKNOWN
                        : when(source.run().completeAt());
    }

    private String readUntil(SourceStatus source) {
        Instant until = source.readUntil();
        return Boolean.TRUE.equals(source.stale())
                ? (until == null ? "never, stale" : when(until) + ", stale")
                : until == null ? "" : when(until);
    }

    private Block ledger() {
        if (status.ledger().isEmpty()) {
            return new Paragraph("Nothing was counted yet.");
        }
        List<Row> rows = new ArrayList<>();
        for (Tally tally : status.ledger()) {
            boolean silent = tally.silent() == tally.lines();
            rows.add(Row.of(
                    Cell.text(tally.tool()),
                    Cell.text(tally.measure()),
                    Cell.text(silent ? UNKNOWN : number(tally.expected())),
                    Cell.text(silent ? "" : number(tally.captured())),
                    Cell.text(silent ? UNKNOWN : number(tally.missing())),
                    Cell.text(tally.silent() == 0 ? "" : number(tally.silent()))));
        }
        return new Table(
                "What the tools report, compared with what was captured",
                List.of(
                        Column.words("Tool"),
                        Column.words("Measure"),
                        Column.figures("Expected"),
                        Column.figures("Captured"),
                        Column.figures("Missing"),
                        Column.figures("Not reported")),
                rows);
    }

    private Block gaps() {
        List<Row> rows = status.gaps().stream()
                .limit(NAMED_GAPS)
                .map(gap -> Row.of(
                        Cell.text(gap.item()),
                        Cell.text(gap.measure()),
                        Cell.text(number(gap.expected())),
                        Cell.text(number(gap.captured())),
                        Cell.text(gap.note() == null ? "" : Formats.shorten(gap.note(), LONGEST_TEXT))))
                .toList();
        long all = status.ledger().stream().mapToLong(Tally::incomplete).sum();
        return new Table(
                rows.size() == all ? "All of them" : "The first " + rows.size() + " of " + number(all),
                List.of(
                        Column.words("Item"),
                        Column.words("Measure"),
                        Column.figures("Expected"),
                        Column.figures("Captured"),
                        Column.words("Why")),
                rows);
    }

    private Block watch() {
        if (status.watch().isEmpty()) {
            return new Paragraph("Nothing is on the watch list.");
        }
        List<Row> rows = new ArrayList<>();
        for (WatchList list : status.watch()) {
            rows.add(Row.of(
                    Cell.text(list.source()),
                    Cell.text(number(list.count())),
                    Cell.text(reasons(list)),
                    Cell.text(number(list.due())),
                    Cell.text(when(list.oldest())),
                    Cell.text(when(list.lastVisit()))));
        }
        return new Table(
                "Unfinished artifacts, read again until they end",
                List.of(
                        Column.words("Source"),
                        Column.figures("Watched"),
                        Column.words("Why"),
                        Column.figures("Due"),
                        Column.words("Oldest since"),
                        Column.words("Last visit")),
                rows);
    }

    private static String reasons(WatchList list) {
        return new TreeMap<>(list.byReason())
                .entrySet().stream()
                        .map(entry -> number(entry.getValue())
                                + ' '
                                + entry.getKey().name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
    }

    private Block limits() {
        if (status.limits().isEmpty()) {
            return new Paragraph("No host has reported its limits yet.");
        }
        List<Row> rows = new ArrayList<>();
        for (HostLimit limit : status.limits()) {
            boolean limited = limit.limit() == null || limit.limit() > 0;
            rows.add(Row.of(
                    Cell.text(limit.host()),
                    Cell.text(limit.name().isEmpty() ? "(all)" : limit.name()),
                    Cell.text(limited ? number(limit.limit()) : "no limit"),
                    Cell.text(limited ? number(limit.remaining()) : ""),
                    Cell.text(when(limit.resetAt())),
                    Cell.text(limit.closedUntil() == null ? "never called" : when(limit.closedUntil())),
                    Cell.text(when(limit.saidAt()))));
        }
        return new Table(
                "As the hosts last reported",
                List.of(
                        Column.words("Host"),
                        Column.words("Limit"),
                        Column.figures("Total"),
                        Column.figures("Left"),
                        Column.words("Resets"),
                        Column.words("Closed until"),
                        Column.words("Reported")),
                rows);
    }

    private Block jobs() {
        return new Table(
                "Latest run of each job",
                List.of(Column.words("Job"), Column.words("Began"), Column.words("Ended"), Column.words("Result")),
                status.jobs().stream()
                        .map(job -> Row.of(
                                Cell.text(job.name()),
                                Cell.text(when(job.startedAt())),
                                Cell.text(when(job.endedAt())),
                                Cell.text(job.error() == null ? "done" : "failed")))
                        .toList());
    }

    /** How long ago, or in how long. */
    private String when(@Nullable Instant at) {
        if (at == null) {
            return UNKNOWN;
        }
        Duration ago = Duration.between(at, status.at()).truncatedTo(ChronoUnit.SECONDS);
        return ago.isNegative() ? "in " + Formats.duration(ago.negated()) : Formats.duration(ago) + " ago";
    }

    private static String counted(@Nullable Long n, String noun) {
        return number(n) + ' ' + noun + (n != null && n == 1 ? "" : "s");
    }

    private static String number(@Nullable Long n) {
        return n == null ? UNKNOWN : String.format(Locale.ROOT, "%,d", n);
    }

    private static String bytes(long bytes) {
        double mib = bytes / KIB / KIB;
        return mib >= KIB
                ? String.format(Locale.ROOT, "%.1f GiB", mib / KIB)
                : mib >= 1
                        ? String.format(Locale.ROOT, "%.1f MiB", mib)
                        : String.format(Locale.ROOT, "%.0f KiB", bytes / KIB);
    }
}
