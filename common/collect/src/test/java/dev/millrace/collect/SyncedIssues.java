package dev.millrace.collect;

import dev.millrace.facts.FactBatch;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Knowledge;
import dev.millrace.model.Level;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.sqlite.SqliteFlowStore;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A real store that issues of one source are synced into, with a clock that the test moves. */
abstract class SyncedIssues {

    static final Instant DAY = Instant.parse("2026-03-02T08:00:00Z");
    static final Knowledge EVERYTHING = new Knowledge(Instant.MAX, Instant.MAX);
    static final String SOURCE = "jira:x/issues";
    private static final ToolInstance TOOL = ToolInstance.jira("x");

    @TempDir
    private Path folder;

    Instant now = DAY;
    SqliteFlowStore store;

    @BeforeEach
    void open() {
        store = SqliteFlowStore.open(folder.resolve("flow.db"), (InstantSource) () -> now);
    }

    @AfterEach
    void close() {
        store.close();
    }

    SyncSummary run(Source source) {
        return new SyncKernel(store).run(source, SyncListener.silent());
    }

    /** Something of every issue that is known. */
    List<String> stored(Knowledge knowledge, Function<ArtifactSnapshot, String> what) {
        List<String> all = new ArrayList<>();
        store.forEachItem(knowledge, item -> all.add(what.apply(item.item().snapshot())));
        return all;
    }

    static ArtifactId issueId(int number) {
        return ArtifactId.issue(TOOL, Integer.toString(number));
    }

    /** An issue, whose project is the first letter of its key. */
    static FactBatch issue(int number, String key, String title) {
        ArtifactSnapshot snapshot = new ArtifactSnapshot(
                issueId(number),
                key,
                title,
                key.substring(0, 1),
                null,
                Level.STANDARD,
                null,
                null,
                null,
                null,
                DAY,
                DAY,
                new TreeMap<>());
        return new FactBatch(List.of(snapshot), List.of(), List.of(), List.of(), List.of(), List.of());
    }
}
