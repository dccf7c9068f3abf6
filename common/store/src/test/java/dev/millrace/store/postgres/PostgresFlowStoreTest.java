package dev.millrace.store.postgres;

import dev.millrace.store.FlowStore;
import dev.millrace.store.jdbc.FlowStoreContract;
import dev.millrace.store.jdbc.ManualClock;
import java.sql.SQLException;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Holds the PostgreSQL store to the contract of every store. */
class PostgresFlowStoreTest implements FlowStoreContract {

    private final ManualClock clock = new ManualClock("2026-06-01T12:00:00Z");
    private FlowStore store;

    @BeforeEach
    void open() throws SQLException {
        store = openAgain(clock);
        TestPostgres.empty(TestPostgres.address());
    }

    @AfterEach
    void close() {
        if (store != null) {
            store.close();
        }
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
        return PostgresFlowStore.open(TestPostgres.address(), TestPostgres.key(TestPostgres.address()), anyClock);
    }
}
