package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.cli.Millrace.Run;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a second sync does. */
class RepeatedSyncAcceptanceTest {

    @TempDir
    private Path directory;

    @Test
    void a_second_sync_changes_nothing_and_says_so() throws Exception {
        try (RealJira jira = new RealJira()) {
            Millrace millrace = jira.configured(directory);
            assertThat(millrace.run("sync").exitCode()).isZero();
            Map<String, String> first = Exports.all(millrace);

            Run again = millrace.run("sync", "--json");

            assertThat(again.exitCode()).isZero();
            JsonNode sources =
                    JsonMapper.builder().build().readTree(again.out()).path("sources");
            assertThat(sources).hasSize(2).allSatisfy(source -> {
                assertThat(source.path("complete").asBoolean()).isTrue();
                assertThat(source.path("newEvents").asInt(-1)).isZero();
                assertThat(source.path("revisedEvents").asInt(-1)).isZero();
                assertThat(source.path("newSnapshots").asInt(-1)).isZero();
                assertThat(source.path("otherFacts").asInt(-1)).isZero();
            });
            assertThat(Exports.all(millrace)).isEqualTo(first);
            assertThat(millrace.run("sync").out()).contains("; nothing new; 0 problems");
        }
    }

    @Test
    void a_site_that_fails_does_not_keep_the_other_from_being_collected() throws Exception {
        try (RealJira jira = new RealJira()) {
            jira.apache().requireAuthorization("Bearer nobody-has-it");
            Run run = jira.configured(directory).run("sync");

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.lines())
                    .satisfiesExactly(
                            line -> assertThat(line)
                                    .startsWith("jira:apache/issues stopped at page 1")
                                    .contains("401"),
                            line -> assertThat(line).startsWith("jira:duraspace/issues: 8 pages, 739 items"),
                            line -> assertThat(line).endsWith(" per 1,000 items"));
        }
    }
}
