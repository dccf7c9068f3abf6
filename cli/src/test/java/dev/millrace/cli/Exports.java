package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything a store can be asked for, as of one instant. */
final class Exports {

    private static final List<String> TABLES = List.of("visits", "items", "events", "links", "ledger");

    private Exports() {}

    /** All tables as NDJSON. */
    static Map<String, String> all(Millrace millrace) {
        Map<String, String> tables = new LinkedHashMap<>();
        for (String table : TABLES) {
            Millrace.Run run =
                    millrace.run("export", "--table", table, "--format", "ndjson", "--as-of", "2026-11-01T00:00:00Z");
            assertThat(run.exitCode()).as(run.err()).isZero();
            tables.put(table, run.out());
        }
        assertThat(tables.get("events").lines().count())
                .as("there is something to compare")
                .isGreaterThan(1_000);
        return tables;
    }
}
