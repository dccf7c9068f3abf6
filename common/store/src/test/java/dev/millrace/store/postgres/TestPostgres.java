package dev.millrace.store.postgres;

import dev.millrace.pseudonym.KeyFile;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;

/**
 * A real PostgreSQL server, one for all tests of this process; it ends with the process. The embedded one, else that of the
 * machine.
 */
public final class TestPostgres {

    private static final String EMPTY =
            "TRUNCATE tool, artifact, actor, event, snapshot, artifact_key, link, state_definition, state_use, ledger_line,"
                    + " collector_cursor, source, shown, watched, tombstone, past_parent, derived_word, item_group,"
                    + " codebase_member, codebase_name, codebase_fact, chain_member, chain_change, served, automation,"
                    + " delivery_change, delivery_deployment, build_result, artifact_recent, item_flow, item_blocker,"
                    + " item_incident, completion, link_name; UPDATE derivation SET fingerprint = NULL;"
                    + " UPDATE link_state SET mark = NULL; UPDATE recording SET last_recorded_at = NULL, read_until = NULL, horizon = NULL, pseudonym_key = NULL, prunings = 0";

    private static final Path KEYS = keys();

    private static int port;
    private static Exception failure;

    private TestPostgres() {}

    /** The server's own database. Where no server can be started the test is skipped and says so; in CI it fails. */
    static synchronized PostgresAddress address() {
        return address("postgres");
    }

    /** A database of that server; it need not exist. */
    static synchronized PostgresAddress address(String database) {
        if (port == 0 && failure == null) {
            start();
        }
        if (port == 0) {
            if (Boolean.parseBoolean(System.getenv("CI")) || Boolean.getBoolean("millrace.ci")) {
                throw new AssertionError("no PostgreSQL could be started, and in CI nothing may be left out", failure);
            }
            Assumptions.abort("no PostgreSQL could be started on this machine: " + failure);
        }
        return new PostgresAddress("jdbc:postgresql://localhost:" + port + "/" + database, "postgres", null);
    }

    /** A new and empty database. */
    public static PostgresAddress newDatabase(String name) throws SQLException {
        execute(address(), "DROP DATABASE IF EXISTS " + name);
        execute(address(), "CREATE DATABASE " + name);
        return address(name);
    }

    /** Runs statements in that database. */
    static void execute(PostgresAddress address, String sql) throws SQLException {
        PostgresServer server = new PostgresServer(address, Duration.ofSeconds(5));
        try (Connection connection = server.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Where the keys of its stores are: one file each, in a folder of this process. */
    public static KeyFile key(PostgresAddress address) {
        return new KeyFile(KEYS.resolve(address.url().replaceAll("[^a-z0-9]", "-") + ".key"));
    }

    /** Forgets everything that tests have stored. */
    static void empty(PostgresAddress address) throws SQLException {
        execute(address, EMPTY);
    }

    private static Path keys() {
        try {
            Path folder = Files.createTempDirectory("millrace-keys");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void start() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    // an order unlike that of bytes, to see that the order of the store does not hang on it
                    .setLocaleConfig("locale-provider", "icu")
                    .setLocaleConfig("icu-locale", "en-US")
                    // nothing here need survive, and no statement runs long enough to be worth compiling
                    .setServerConfig("fsync", "off")
                    .setServerConfig("synchronous_commit", "off")
                    .setServerConfig("full_page_writes", "off")
                    .setServerConfig("jit", "off")
                    .setServerConfig("max_wal_size", "4GB")
                    .setServerConfig("checkpoint_timeout", "1h")
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .start();
            port = server.getPort();
            atEnd(server::close);
        } catch (IOException | RuntimeException e) {
            failure = e;
            startThatOfTheMachine();
        }
    }

    private static void startThatOfTheMachine() {
        try {
            SystemPostgres server = SystemPostgres.start();
            port = server.port();
            atEnd(server::stop);
        } catch (IOException | RuntimeException e) {
            e.addSuppressed(failure);
            failure = e;
        }
    }

    private interface Stop {
        void run() throws IOException;
    }

    private static void atEnd(Stop stop) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                stop.run();
            } catch (IOException e) {
                System.err.println("a PostgreSQL server of the tests did not stop: " + e);
            }
        }));
    }
}
