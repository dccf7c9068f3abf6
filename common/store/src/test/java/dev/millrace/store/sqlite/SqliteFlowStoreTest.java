package dev.millrace.store.sqlite;

import dev.millrace.store.FlowStore;
import dev.millrace.store.jdbc.FlowStoreContract;
import dev.millrace.store.jdbc.ManualClock;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Holds the SQLite store to the contract of every store. */
class SqliteFlowStoreTest implements FlowStoreContract {

    private final ManualClock clock = new ManualClock("2026-06-01T12:00:00Z");

    @TempDir
    private Path folder;

    private FlowStore store;

    @BeforeEach
    void open() {
        store = openAgain(clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    public FlowStore store() {
        return store;
    }

    @Override
    public ManualClock clock() {
        return clock;
    }

    @Override
    public FlowStore openAgain(InstantSource anyClock) {
        return SqliteFlowStore.open(folder.resolve("flow.db"), anyClock);
    }
}
