package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.cli.Millrace.Run;
import dev.millrace.fake.jira.JiraDataCenterFake;
import dev.millrace.jira.RealData;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Jira lost without a trace is found by {@code millrace sync --refresh}. */
class RefreshAcceptanceTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    private Path directory;

    private JiraDataCenterFake jira;
    private Millrace millrace;
    private List<String> keys;

    @BeforeEach
    void sync() throws IOException {
        jira = JiraDataCenterFake.serving(RealData.folder("jira-seanalytics/apache"));
        millrace = Millrace.in(directory)
                .config("jira:\n  - id: real\n    pageSize: 50\n    url: " + jira.baseUrl() + "\n");
        assertThat(millrace.run("sync").exitCode()).isZero();
        keys = keys("--known-at", Millrace.NOW.toString());
        millrace.at(Millrace.NOW.plus(HOUR));
    }

    @AfterEach
    void close() {
        if (jira != null) {
            jira.close();
        }
    }

    @Test
    void deleted_issue_is_retracted_and_known_before_that() throws IOException {
        String deleted = keys.get(3);
        jira.delete(deleted);
        assertThat(millrace.run("sync").exitCode()).isZero();
        assertThat(keys()).as("a plain sync cannot know").contains(deleted);

        Run refresh = millrace.run("sync", "--refresh");

        assertThat(refresh.exitCode()).isZero();
        assertThat(refresh.out()).contains(" retracted, 1 item removed; 0 problems");
        assertThat(keys()).hasSize(keys.size() - 1).doesNotContain(deleted);
        Run gone = millrace.run("show", deleted);
        assertThat(gone.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(gone.err()).contains(deleted + " no longer exists: at 20", "--known-at 20");
        String before = gone.err().strip().replaceAll(".*--known-at ", "");
        assertThat(millrace.run("show", deleted, "--known-at", before).exitCode())
                .isZero();
        assertThat(keys("--known-at", Millrace.NOW.toString())).isEqualTo(keys);
        assertThat(millrace.run("sync", "--refresh").out()).contains("; nothing new;");
    }

    @Test
    void changelog_entry_that_is_no_longer_there_is_retracted() throws IOException {
        int[] removed = {0};
        jira.change(keys.get(5), issue -> {
            ArrayNode histories = (ArrayNode) issue.path("changelog").path("histories");
            removed[0] = histories.size();
            histories.removeAll();
            ((ObjectNode) issue.path("changelog")).put("total", 0);
        });

        Run sync = millrace.run("sync");

        assertThat(removed[0]).isPositive();
        assertThat(sync.exitCode()).isZero();
        assertThat(sync.out()).contains(" retracted;");
    }

    @Test
    void token_that_sees_nearly_nothing_takes_nothing_away() throws IOException {
        keys.stream().skip(2).forEach(jira::delete);

        Run refresh = millrace.run("sync", "--refresh");

        assertThat(refresh.exitCode()).isEqualTo(1);
        assertThat(refresh.out()).contains("of 117 stored items", "nothing was retracted", "--accept-removals");
        assertThat(keys()).isEqualTo(keys);

        assertThat(millrace.run("sync", "--refresh", "--accept-removals").exitCode())
                .isZero();
        // and a sub-task that has lost its parent
        assertThat(keys()).hasSizeLessThan(5);
    }

    private List<String> keys(String... options) throws IOException {
        String[] command = new String[5 + options.length];
        List<String> fixed = List.of("export", "--table", "items", "--format", "ndjson");
        for (int i = 0; i < command.length; i++) {
            command[i] = i < 5 ? fixed.get(i) : options[i - 5];
        }
        Run run = millrace.run(command);
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonMapper json = JsonMapper.builder().build();
        List<String> found = new ArrayList<>();
        for (String line : run.lines()) {
            JsonNode item = json.readTree(line);
            found.add(item.path("key").asText());
        }
        return found;
    }
}
