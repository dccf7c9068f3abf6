package dev.millrace.view.item;

import dev.millrace.document.Block.Column;
import dev.millrace.document.Block.Paragraph;
import dev.millrace.document.Block.Row;
import dev.millrace.document.Block.Table;
import dev.millrace.document.Cell;
import dev.millrace.document.Document.Section;
import dev.millrace.document.Formats;
import dev.millrace.document.SegmentLabels;
import dev.millrace.flow.Chain.DoneRule;
import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.Percentiles;
import dev.millrace.metrics.load.InProgress.Place;
import dev.millrace.view.EfficiencyText;
import dev.millrace.view.Labels;
import dev.millrace.view.PlaceText;
import dev.millrace.view.baseline.Baseline;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One item for who has ten seconds: a sentence that says where it is and since when, a small table of where its time went beside what
 * is usual, and its lead time.
 */
public final class ItemBrief {

    /** More rows than this nobody reads in ten seconds; the shortest are added up in one. */
    private static final int MAX_ROWS = 8;

    private static final String NONE_YET =
            "No baseline yet: what is usual here is known once a scheduled run wrote one.";

    private final ItemFlow flow;
    private final ZoneId zone;
    private final @Nullable Baseline usual;
    private final String compared;
    private final StageStays stays;
    private final Optional<Place> now;

    /**
     * Of that item.
     *
     * @param item the item, in its present cycle
     * @param baseline what is usual; null if that is not known
     */
    public ItemBrief(ItemView item, @Nullable Baseline baseline) {
        boolean same =
                baseline != null && baseline.stream().equals(item.stream().id());
        this.flow = item.current();
        this.zone = item.zone();
        this.usual = same ? baseline : null;
        this.compared = baseline == null ? NONE_YET : same ? "" : "The baseline is of another value stream.";
        this.stays = StageStays.of(flow);
        this.now = Place.of(flow, flow.asOf());
    }

    /** The sentence as title, the table and the lead time below. */
    public Section section() {
        return new Section("overview", sentence(), "", List.of(table(), new Paragraph(String.join(" ", lines()))));
    }

    /** Where it is, since when, and how that compares. */
    public String sentence() {
        return switch (flow.status()) {
            case DONE ->
                (flow.chain().doneRule() == DoneRule.DELIVERED ? "In production" : "Done")
                        + stopped()
                        + flow.leadTime()
                                .measured()
                                .map(time -> ", " + Formats.duration(time) + " after it began")
                                .orElse("");
            case CANCELLED -> "Ended without being delivered" + stopped();
            case NOT_STARTED ->
                "Not started; created " + Formats.duration(Duration.between(flow.createdAt(), flow.asOf())) + " ago";
            case IN_FLOW -> now.map(this::inFlow).orElse("Started just now");
        };
    }

    private String stopped() {
        Instant stop = flow.knownStop();
        return stop == null ? "; since when is unknown" : " since " + Formats.minute(stop, zone);
    }

    private String inFlow(Place place) {
        String where = place.stage() != null
                ? Labels.place(place.stage(), place.rule().cause())
                : SegmentLabels.of(place.kind());
        Optional<Percentiles<Duration>> visits = usual(place);
        String against = visits.map(times -> {
                    String usually = " (usual " + Formats.duration(times.p50()) + ", 85% within "
                            + Formats.duration(times.p85()) + ")";
                    return usually + (place.stay().compareTo(times.p85()) > 0 ? ", longer than 85% of the visits" : "");
                })
                .orElse("");
        String what = PlaceText.forWhat(place);
        // that the item itself is open is no news
        boolean more = !place.source().equals(flow.item().artifact());
        return where + " for " + Formats.duration(place.stay()) + " so far" + against + (more ? ": " + what : "");
    }

    private Optional<Percentiles<Duration>> usual(Place place) {
        return usual == null ? Optional.empty() : usual.visits(place.stage());
    }

    private Table table() {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.words("Stage"));
        columns.add(Column.figures("This change"));
        if (usual != null) {
            columns.add(Column.figures("Usual visit (median · 85%)"));
        }
        List<StageStays.Stay> shown = shown();
        List<Row> rows = new ArrayList<>();
        for (StageStays.Stay stay : stays.all()) {
            if (shown.contains(stay)) {
                rows.add(row(stay));
            }
        }
        if (shown.size() < stays.all().size()) {
            Duration rest = stays.all().stream()
                    .filter(stay -> !shown.contains(stay))
                    .map(StageStays.Stay::time)
                    .reduce(Duration.ZERO, Duration::plus);
            rows.add(row(
                    Formats.count(stays.all().size() - shown.size(), "other stage", "other stages"),
                    Formats.duration(rest),
                    ""));
        }
        String key = Formats.shorten(flow.item().key(), Formats.NAME);
        String total = flow.started()
                ? Formats.duration(flow.totals().elapsed()) + " of flow time" + (flow.stop() == null ? " so far" : "")
                : "not started";
        return new Table(key + ", " + total, columns, rows);
    }

    private List<StageStays.Stay> shown() {
        return stays.all().stream()
                .sorted(Comparator.comparing(this::isNow)
                        .thenComparing(StageStays.Stay::time)
                        .reversed())
                .limit(stays.all().size() > MAX_ROWS ? MAX_ROWS - 1 : MAX_ROWS)
                .toList();
    }

    private boolean isNow(StageStays.Stay stay) {
        return flow.status() == ItemFlow.Status.IN_FLOW
                && now.filter(place -> stay.isAt(place.stage(), place.kind())).isPresent();
    }

    private Row row(StageStays.Stay stay) {
        Optional<Percentiles<Duration>> visits = usual == null ? Optional.empty() : usual.visits(stay.stage());
        boolean late = visits.filter(times -> stay.longest().compareTo(times.p85()) > 0)
                .isPresent();
        String time = Formats.duration(stay.time())
                + (stay.count() > 1 ? " in " + stay.count() + " visits" : "")
                + (isNow(stay) ? " so far" : "")
                + (late ? " ▲" : "");
        return row(
                stay.name() + (isNow(stay) ? " (now)" : ""),
                time,
                visits.map(times -> Formats.duration(times.p50()) + " · " + Formats.duration(times.p85()) + ", n "
                                + Formats.count(times.n()))
                        .orElse(""));
    }

    private Row row(String stage, String time, String usually) {
        return usual == null
                ? Row.of(Cell.text(stage), Cell.text(time))
                : Row.of(Cell.text(stage), Cell.text(time), Cell.text(usually));
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Lead time "
                + (flow.stop() == null
                        ? "so far " + Formats.duration(Duration.between(flow.createdAt(), flow.asOf()))
                        : Formats.figure(flow.leadTime(), Formats::duration))
                + leadTimes() + ".");
        lines.add("Flow efficiency: " + EfficiencyText.of(flow) + ".");
        if (usual != null) {
            lines.add("Usual: what was done or left a stage from " + Formats.window(usual.since(), usual.until(), zone)
                    + ". ▲: a visit longer than 85% of those.");
        } else {
            lines.add(compared);
        }
        return lines;
    }

    private String leadTimes() {
        Percentiles<Duration> times = usual == null ? null : usual.leadTime();
        return times == null
                ? ""
                : " (usual " + Formats.duration(times.p50()) + ", 85% within " + Formats.duration(times.p85()) + ", n "
                        + Formats.count(times.n()) + ")";
    }

    /** The same in one line, for an item that another one serves. */
    public String line() {
        return Formats.shorten(flow.item().key(), Formats.NAME) + ": "
                + sentence().toLowerCase(Locale.ROOT).substring(0, 1)
                + sentence().substring(1) + "; flow time " + Formats.figure(flow.flowTime(), Formats::duration)
                + ", flow efficiency " + EfficiencyText.of(flow) + ".";
    }

    /** The id of the waiting stage that it spent most time in; empty if it waited in none. */
    public Optional<String> longestWait() {
        return stays.all().stream()
                .filter(stay -> stay.waiting() && stay.stage() != null)
                .max(Comparator.comparing(StageStays.Stay::time))
                .flatMap(stay -> Optional.ofNullable(stay.stage()).map(stage -> stage.id()));
    }
}
