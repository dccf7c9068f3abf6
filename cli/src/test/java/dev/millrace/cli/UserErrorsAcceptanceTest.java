package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.cli.Millrace.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users do wrong, and what their disks do: a sentence each, never a class name, and never "this is a bug". */
class UserErrorsAcceptanceTest {

    @TempDir
    private Path directory;

    @Test
    void damaged_token_file_is_named_with_the_place_and_what_to_do() throws Exception {
        write("millrace-tokens.json", "{\"version\": 1,\n \"tokens\": [}");

        assertThat(failed(1, "token", "list"))
                .contains("millrace-tokens.json is not a token file: line 2, column", "create new tokens");
    }

    @Test
    void file_of_another_program_is_no_token_file() throws Exception {
        write("millrace-tokens.json", "[1, 2]");
        assertThat(failed(1, "token", "list")).contains("is not a token file of version 1; name the file");

        write("millrace-tokens.json", "hello");
        assertThat(failed(1, "token", "create", "ci", "--scope", "views:read")).contains("is not a token file");
        assertThat(Files.readString(directory.resolve("millrace-tokens.json"))).isEqualTo("hello");
    }

    @Test
    void token_file_that_cannot_be_read_says_why() throws Exception {
        Files.createDirectory(directory.resolve("millrace-tokens.json"));

        assertThat(failed(1, "token", "list"))
                .contains("millrace-tokens.json cannot be read: it is a folder where a file is needed: name a file");
    }

    @Test
    void event_file_that_is_not_there_is_named() throws Exception {
        SmallStore.in(directory);

        assertThat(failed(Millrace.in(directory).with("GITHUB_EVENT_PATH", "/no/such/event.json"), 1, "step-summary"))
                .contains("/no/such/event.json, which GITHUB_EVENT_PATH names", "there is no such file", "name a pull");
    }

    @Test
    void event_file_nested_beyond_the_bound_says_so() throws Exception {
        SmallStore.in(directory);
        write("event.json", "[".repeat(5_000));
        String event = directory.resolve("event.json").toString();

        assertThat(failed(Millrace.in(directory).with("GITHUB_EVENT_PATH", event), 1, "step-summary"))
                .contains("event.json, which GITHUB_EVENT_PATH names", "nested too deeply");
    }

    @Test
    void import_nested_beyond_the_bound_names_the_line() throws Exception {
        write("facts.ndjson", "{\"millrace\":\"events/1\"}\n{\"fact\":" + "[".repeat(5_000) + "\n");

        assertThat(failed(1, "import", "facts.ndjson", "--store", "store.db"))
                .contains("facts.ndjson:2: the JSON is nested too deeply", "Nothing was imported");
        assertThat(directory.resolve("store.db")).doesNotExist();
    }

    @Test
    void configuration_that_is_a_folder_says_so() throws Exception {
        Files.createDirectory(directory.resolve("conf"));

        assertThat(failed(2, "report", "--config", "conf"))
                .contains("conf:1:1: cannot be read: it is a folder where a file is needed");
    }

    @Test
    void store_that_is_no_database_says_so() throws Exception {
        write("store.db", "hello, this is no database at all, and long enough to be read as one".repeat(20));

        assertThat(failed(1, "report", "--store", "store.db")).contains("store.db is no Millrace store");
    }

    @Test
    void path_that_no_file_can_have_is_told() {
        assertThat(failed(2, "import", "a\0b", "--store", "store.db")).contains("cannot be the name of a file");
    }

    @Test
    void debug_adds_the_trace() throws Exception {
        write("millrace-tokens.json", "hello");

        Run run = Millrace.in(directory).run("token", "list", "--debug");

        assertThat(run.err()).contains("is not a token file", "\tat dev.millrace.");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    private String failed(int exitCode, String... args) {
        return failed(Millrace.in(directory), exitCode, args);
    }

    private String failed(Millrace millrace, int exitCode, String... args) {
        String[] all = args;
        if (args[0].equals("step-summary")) {
            all = new String[] {args[0], "--store", "flow.db"};
        }
        Run run = millrace.run(all);
        assertThat(run.err())
                .startsWith(args[0].equals("report") && exitCode == 2 ? "" : "millrace: ")
                .doesNotContain("this is a bug", "\tat ")
                .doesNotContainPattern("\\w(Exception|Error)\\b");
        assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
        assertThat(run.out()).isEmpty();
        return run.err();
    }
}
