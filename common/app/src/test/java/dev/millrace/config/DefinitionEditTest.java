package dev.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.collect.DoctorFinding.StateRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules get into the definition, wherever it is written, and every other line stays as it was. */
class DefinitionEditTest {

    private static final String SITE = """
            # our Jira
            jira:
              - url: https://jira.example.org   # read only
            """;
    private static final List<StateRule> RULE = List.of(new StateRule("shop", "Ready for QA", "qa"));

    @TempDir
    private Path folder;

    @Test
    void a_configuration_without_a_definition_gets_one_at_its_end() throws IOException {
        assertThat(edited(SITE, List.of(new StateRule("default", "Open", "in-progress"))))
                .isEqualTo(SITE + """
                valueStream:
                  streams:
                    - id: default
                      states:
                        - {name: "Open", stage: in-progress}
                """);
    }

    @Test
    void rules_come_before_those_that_are_there() throws IOException {
        assertThat(edited(SITE + """
                valueStream:
                  streams:
                    - id: other
                      states: [{name: Open, stage: in-progress}]
                    - id: shop # the shop
                      stages:
                        - {id: qa, kind: active}
                        - {id: done, kind: done}
                      states:
                        # by hand
                        - {name: Testing, stage: qa}
                """, RULE)).contains("""
                      states:
                        # by hand
                        - {name: "Ready for QA", stage: qa}
                        - {name: Testing, stage: qa}
                """).startsWith(SITE);
    }

    @Test
    void a_stream_without_rules_gets_them_behind_its_id() throws IOException {
        assertThat(edited(SITE + """
                valueStream:
                  streams:
                  - id: shop
                    stages:
                    - {id: qa, kind: active}
                    - {id: done, kind: done}
                """, RULE)).contains("""
                  - id: shop
                    states:
                      - {name: "Ready for QA", stage: qa}
                    stages:
                """);
    }

    @Test
    void a_definition_without_streams_gets_the_default_one() throws IOException {
        assertThat(edited(SITE + """
                valueStream:
                  incidents: {types: [Outage]}
                """, List.of(new StateRule("default", "Open", "in-progress"))))
                .contains("""
                valueStream:
                  streams:
                    - id: default
                      states:
                        - {name: "Open", stage: in-progress}
                  incidents: {types: [Outage]}
                """);
    }

    @Test
    void a_definition_in_a_file_of_its_own_is_changed_there() throws IOException {
        Path own = Files.writeString(folder.resolve("stream.yml"), """
                streams:
                  - id: shop
                    states:
                      - {name: Testing, stage: in-test}
                """);
        Path config = Files.writeString(folder.resolve("millrace.yml"), SITE + "valueStream: stream.yml\n");

        DefinitionEdit edit = DefinitionEdit.of(config, List.of(new StateRule("shop", "QA", "in-test")));

        assertThat(edit.file()).isEqualTo(own);
        assertThat(edit.text()).contains("      - {name: \"QA\", stage: in-test}\n      - {name: Testing");
        assertThat(edit.difference()).contains("+       - {name: \"QA\", stage: in-test}");
    }

    @Test
    void a_name_cannot_leave_its_quotes() throws IOException {
        String hostile = "a\", stage: done}\n- {name: \"b\\\u0007\u202e\u2028";

        String text = edited(SITE, List.of(new StateRule("default", hostile, "in-progress")));

        assertThat(text.lines().filter(line -> line.contains("stage:"))).hasSize(1);
        assertThat(text).contains("\\u202e", "\\u2028", "\\u0007", "\\u000a");
    }

    @Test
    void what_is_written_between_braces_is_left_to_a_person() {
        assertThatThrownBy(() -> edited(
                        SITE + "valueStream: {streams: [{id: shop, states: [{name: Open, stage: in-progress}]}]}\n",
                        List.of(new StateRule("shop", "QA", "in-progress"))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("add the rules by hand");
    }

    @Test
    void a_result_that_no_command_could_read_is_refused() {
        assertThatThrownBy(() -> edited(SITE, List.of(new StateRule("default", "Open", "no-such-stage"))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("no-such-stage");
    }

    private String edited(String config, List<StateRule> rules) throws IOException {
        Path file = Files.writeString(folder.resolve("millrace.yml"), config);
        return DefinitionEdit.of(file, rules).text();
    }
}
