package dev.millrace.jira;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.millrace.jira.DevLakeTable.Row;
import dev.millrace.jira.development.ShownCode;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What DevLake recorded of remote links and development panels of real sites, against the tables that it derived from them. */
class RealDevelopmentTest {

    @Test
    void commits_of_remote_links_are_those_that_devlake_found() {
        List<Row> rows = DevLakeTable.rows("raw_tables/_raw_jira_api_remotelinks.csv");
        assertThat(rows).hasSize(151);

        Set<String> found = found(rows, row -> {
            ArrayNode answer = JsonMapper.builder().build().createArrayNode();
            return ShownCode.linked(answer.add(row));
        });

        assertThat(found).hasSize(97).isEqualTo(devLake("_tool_jira_issue_commits.csv"));
    }

    @Test
    void commits_of_development_panels_are_those_that_devlake_found() {
        List<Row> rows = DevLakeTable.rows("raw_tables/_raw_jira_api_development_panels.csv");
        assertThat(rows).hasSize(91);

        assertThat(found(rows, ShownCode::shown))
                .hasSize(646)
                .isEqualTo(devLake("_tool_jira_issue_commits_dev_panel.csv"));
    }

    private static Set<String> found(List<Row> rows, Function<JsonNode, List<ArtifactId>> reader) {
        Set<String> found = new TreeSet<>();
        for (Row row : rows) {
            reader.apply(row.data()).stream()
                    .filter(one -> one.kind() == ArtifactKind.COMMIT)
                    .forEach(one -> found.add(row.input().path("issue_id").asText() + " " + one.nativeId()));
        }
        return found;
    }

    private static Set<String> devLake(String table) {
        Set<String> expected = new TreeSet<>();
        DevLakeTable.lines("snapshot_tables/" + table)
                .forEach(line -> expected.add(line.get("issue_id") + " " + line.get("commit_url")));
        return expected;
    }
}
