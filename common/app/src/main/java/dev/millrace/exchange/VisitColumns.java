package dev.millrace.exchange;

import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.Visit;
import dev.millrace.valuestream.Stage;
import dev.millrace.valuestream.WaitingReason;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table of visits: one row per stay of an artifact of an item in one state. */
final class VisitColumns {

    /**
     * One row.
     *
     * @param flow the item's cycle that the visit began in
     * @param artifactKey what the artifact is called if it is not the item itself: a sub-task, a pull request; else null
     * @param visit the visit
     */
    record Row(ItemFlow flow, @Nullable String artifactKey, Visit visit) {}

    static final List<Column<Row>> ALL = List.of(
            new Column<>("item_id", row -> row.flow().item().artifact().toString()),
            new Column<>("key", row -> row.flow().item().key()),
            new Column<>("cycle", row -> row.flow().cycle()),
            new Column<>("artifact_id", row -> row.visit().artifact().toString()),
            new Column<>("artifact_key", Row::artifactKey),
            new Column<>("state_id", row -> row.visit().state().id()),
            new Column<>("state_name", row -> row.visit().state().name()),
            new Column<>("stage_id", row -> Column.field(row.visit().stage(), Stage::id)),
            new Column<>(
                    "stage_kind", row -> Column.field(row.visit().stage(), stage -> ItemColumns.word(stage.kind()))),
            new Column<>("waiting_for", row -> Column.field(row.visit().stage(), VisitColumns::waitingFor)),
            new Column<>("start", row -> row.visit().start()),
            new Column<>("end", row -> row.visit().end()),
            new Column<>("duration_ms", row -> duration(row.visit())));

    private VisitColumns() {}

    private static @Nullable Object waitingFor(Stage stage) {
        return Column.field(stage.waitingFor(), WaitingReason::text);
    }

    /** A visit that has not ended has no duration yet. */
    private static @Nullable Long duration(Visit visit) {
        return visit.end() == null
                ? null
                : Duration.between(visit.start(), visit.end()).toMillis();
    }
}
