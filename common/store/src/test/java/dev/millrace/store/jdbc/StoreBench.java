package dev.millrace.store.jdbc;

import dev.millrace.model.ArtifactId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.Knowledge;
import dev.millrace.store.Cursor;
import dev.millrace.store.FlowStore;
import dev.millrace.store.postgres.PostgresAddress;
import dev.millrace.store.postgres.PostgresFlowStore;
import dev.millrace.store.postgres.PostgresServer;
import dev.millrace.store.postgres.TestPostgres;
import dev.millrace.store.sqlite.SqliteFlowStore;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Measures the store; see docs/performance.md. A program and no test: {@code StoreBench sqlite|postgres EVENTS [OPEN_EVENTS]} stores
 * so many events in pages as a collector does, reads them, and opens a SQLite store of so many.
 */
final class StoreBench {

    private static final Knowledge EVERYTHING = new Knowledge(Instant.MAX, Instant.MAX);
    private static final int ISSUES_A_PAGE = 100;
    private static final int EVENTS_AN_ISSUE = 10;
    private static final PrintStream OUT = System.out;

    private StoreBench() {}

    /** Runs it. */
    public static void main(String[] args) throws Exception {
        int events = Integer.parseInt(args[1]);
        Path file = Files.createTempDirectory("millrace-bench").resolve("flow.db");
        if (args[0].equals("sqlite")) {
            try (FlowStore store = SqliteFlowStore.open(file, InstantSource.system())) {
                measure(store, events, () -> 0);
            }
            say("%.0f bytes an event", Files.size(file) / (double) events);
            if (args.length > 2) {
                open(file, events, Long.parseLong(args[2]));
            }
        } else {
            PostgresAddress address = TestPostgres.newDatabase("bench");
            PostgresServer server = new PostgresServer(address, java.time.Duration.ofSeconds(5));
            try (FlowStore store = PostgresFlowStore.open(address, TestPostgres.key(address), InstantSource.system());
                    Connection watching = server.dataSource().getConnection()) {
                measure(store, events, () -> cpuMillis(watching));
            }
            try (Connection connection = server.dataSource().getConnection()) {
                say("%.0f bytes an event", number(connection, "SELECT pg_database_size('bench')") / (double) events);
            }
        }
    }

    /** The CPU time that a server took, in milliseconds. */
    private interface ServerCpu {
        long millis() throws SQLException, IOException;
    }

    /** That of all processes that PostgreSQL names, on Linux. */
    private static long cpuMillis(Connection watching) throws SQLException, IOException {
        long ticks = 0;
        try (Statement statement = watching.createStatement();
                ResultSet row = statement.executeQuery("SELECT pid FROM pg_stat_activity")) {
            while (row.next()) {
                Path stat = Path.of("/proc", row.getString(1), "stat");
                if (Files.exists(stat)) {
                    String[] fields =
                            Files.readString(stat).replaceFirst("^.*\\) ", "").split(" ");
                    ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
                }
            }
        }
        return ticks * 10;
    }

    private static void measure(FlowStore store, int events, ServerCpu server) throws SQLException, IOException {
        long begin = System.nanoTime();
        int issues = store(store, 0, events / 2, server, "with the start of Java");
        issues = store(store, issues, events - events / 2, server, "once warm");
        say(
                "%,.0f events/s stored, in pages of %d issues with %d events each",
                rate(events, begin), ISSUES_A_PAGE, EVENTS_AN_ISSUE);
        for (String when : List.of("with the start of Java", "once warm")) {
            long own = threadCpuNanos();
            long servers = server.millis();
            long reading = System.nanoTime();
            long[] count = {0};
            store.forEachItem(
                    EVERYTHING, item -> count[0] += item.item().events().size());
            say("%,.0f events/s read, as whole items, %s", rate(count[0], reading), when);
            sayCpu(threadCpuNanos() - own, server.millis() - servers, events, "read " + when);
        }
        long looking = System.nanoTime();
        for (int n = 0; n < 2_000; n++) {
            store.item(Facts.issue(1 + (int) (n * 7_919L % issues)), EVERYTHING);
        }
        say("%,.0f us an item by its id", TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - looking) / 2_000.0);
    }

    private static int store(FlowStore store, int issues, int events, ServerCpu server, String when)
            throws SQLException, IOException {
        int issue = issues;
        long own = 0;
        long servers = server.millis();
        for (int stored = 0; stored < events; stored += ISSUES_A_PAGE * EVENTS_AN_ISSUE) {
            Facts.Batch page = Facts.batch();
            for (int n = 0; n < ISSUES_A_PAGE; n++) {
                add(page, ++issue);
            }
            long begin = threadCpuNanos();
            store.commit(page.get(), new Cursor("bench", Integer.toString(issue)));
            own += threadCpuNanos() - begin;
        }
        sayCpu(own, server.millis() - servers, events, "stored " + when);
        return issue;
    }

    private static long threadCpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void sayCpu(long ownNanos, long serverMillis, int events, String what) {
        double own = ownNanos / 1e3 / events;
        double server = serverMillis * 1e3 / events;
        say(
                "%.1f us of CPU an event %s, %.1f of them of the server: %,.0f events in a second of CPU",
                own + server, what, server, 1e6 / (own + server));
    }

    private static void add(Facts.Batch page, int number) {
        ArtifactId artifact = Facts.issue(number);
        page.with(Facts.snapshot(number).title("Title of issue " + number + " of usual length, some forty characters"));
        FlowEvent[] events = new FlowEvent[EVENTS_AN_ISSUE];
        events[0] = Facts.created(artifact, number);
        for (int n = 1; n < EVENTS_AN_ISSUE; n++) {
            events[n] = n % 2 == 1
                    ? Facts.changed(
                            artifact,
                            "h" + (10_000_000L + number * 10L + n) + ".0",
                            number + n,
                            Facts.OPEN,
                            Facts.DOING)
                    : Facts.changed(
                            artifact,
                            "h" + (10_000_000L + number * 10L + n) + ".0",
                            number + n,
                            Facts.DOING,
                            Facts.OPEN);
        }
        page.with(events);
    }

    /** Multiplies what is stored, below the program, and opens that. */
    private static void open(Path file, long events, long wanted) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA synchronous = OFF");
            statement.execute("PRAGMA cache_size = -400000");
            long issues = number(connection, "SELECT count(*) FROM artifact");
            connection.setAutoCommit(false);
            for (long copy = 1; copy * events < wanted; copy++) {
                statement.executeUpdate("INSERT INTO artifact SELECT id + " + copy * issues
                        + ", tool_id, kind, native_length + 3, 'c" + (10 + copy)
                        + "' || native_id FROM artifact WHERE id <= "
                        + issues);
                statement.executeUpdate(
                        "INSERT INTO event SELECT id + " + copy * events + ", artifact_id + " + copy * issues
                                + ", local_id, revision, kind, occurred_at, sequence, actor_id, detail, recorded_at, retracted_at"
                                + " FROM event WHERE id <= " + events);
                connection.commit();
            }
            say(
                    "%,d events, %,d MB",
                    number(connection, "SELECT count(*) FROM event"),
                    file.toFile().length() >> 20);
        }
        for (int n = 0; n < 5; n++) {
            long begin = System.nanoTime();
            try (FlowStore store = SqliteFlowStore.open(file, InstantSource.system())) {
                store.lastRecordedAt();
                long opened = System.nanoTime();
                store.item(Facts.issue(1), EVERYTHING);
                say(
                        "%.1f ms to open, %.1f ms for the first item",
                        (opened - begin) / 1e6, (System.nanoTime() - opened) / 1e6);
            }
        }
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static double rate(long n, long begin) {
        return n * 1e9 / (System.nanoTime() - begin);
    }

    private static void say(String format, Object... values) {
        OUT.println(String.format(Locale.ROOT, format, values));
    }
}
