package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.cli.Millrace.Run;
import dev.millrace.cli.SyncedRealJira.Synced;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code millrace export} of all real issues. */
@ExtendWith(SyncedRealJira.class)
class ExportAcceptanceTest {

    private final Synced synced;

    @TempDir
    private Path folder;

    ExportAcceptanceTest(Synced synced) {
        this.synced = synced;
    }

    @ParameterizedTest
    @ValueSource(strings = {"visits", "items", "events", "links", "ledger"})
    void every_table_has_one_header_line_and_as_many_rows_as_objects(String table) {
        Run csv = synced.run("export", "--table", table, "--format", "csv");
        Run ndjson = synced.run("export", "--table", table, "--format", "NDJSON");

        assertThat(csv.exitCode()).as(csv.err()).isZero();
        assertThat(csv.err()).isEmpty();
        assertThat(csv.lines().get(0)).matches("[a-z_]+(,[a-z_]+)*");
        assertThat(csv.lines()).hasSize(ndjson.lines().size() + 1);
        assertThat(ndjson.lines()).isNotEmpty().allMatch(line -> line.startsWith("{") && line.endsWith("}"));
    }

    @Test
    void a_file_holds_the_very_bytes_that_would_be_printed() throws Exception {
        Path file = folder.resolve("visits.csv");

        Run run = synced.run("export", "--table", "visits", "--format", "csv", "--output", file.toString());

        assertThat(run.err()).isEqualTo("wrote " + file + "\n");
        assertThat(run.out()).isEmpty();
        assertThat(Files.readString(file))
                .isEqualTo(synced.run("export", "--table", "visits", "--format", "csv")
                        .out());
    }

    @ParameterizedTest
    @CsvSource({"visits.csv,csv", "visits.NDJSON,ndjson", "visits.jsonl,ndjson", "visits.json,ndjson"})
    void name_of_the_file_says_the_format(String name, String format) throws Exception {
        Path file = folder.resolve(name);

        Run run = synced.run("export", "--table", "visits", "--output", file.toString());

        assertThat(run.err()).isEqualTo("wrote " + file + "\n");
        assertThat(Files.readString(file))
                .isEqualTo(synced.run("export", "--table", "visits", "--format", format)
                        .out());
    }

    @Test
    void name_that_says_no_format_gives_csv_and_says_so() throws Exception {
        Path file = folder.resolve("visits.txt");

        Run run = synced.run("export", "--table", "visits", "--output", file.toString());

        assertThat(run.err())
                .contains("visits.txt has no extension that names a format, so it is written as csv; --format "
                        + "selects another one");
        assertThat(Files.readString(file))
                .isEqualTo(synced.run("export", "--table", "visits").out())
                .isEqualTo(synced.run("export", "--table", "visits", "--format", "csv")
                        .out());
    }

    @Test
    void name_that_contradicts_the_format_is_refused_before_anything_is_written() {
        Path file = folder.resolve("visits.ndjson");

        Run run = synced.run("export", "--table", "visits", "--format", "csv", "--output", file.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--format csv contradicts --output", "whose extension means ndjson");
        assertThat(file).doesNotExist();
    }

    @Test
    void what_happened_later_is_left_out() {
        assertThat(synced.run("export", "--table", "events", "--format", "ndjson", "--as-of", "2012-01-01")
                        .lines())
                .isNotEmpty()
                .noneMatch(line -> line.contains("\"2013-"))
                .hasSizeLessThan(synced.run("export", "--table", "events", "--format", "ndjson")
                        .lines()
                        .size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --table visit --format csv   | --table: there is no "visit" (did you mean visits?); choose one of visits, items, events, links, ledger
            --table visits --format xls  | --format: there is no "xls"; choose one of csv, ndjson
            --format csv                 | millrace export needs --table TABLE
            """)
    void what_cannot_be_exported_is_answered_with_what_can(String options, String message) {
        Run run = synced.run(("export " + options).split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(message);
    }
}
