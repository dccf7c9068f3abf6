package dev.millrace.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JiraTimestampsTest {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @ParameterizedTest
    @CsvSource({
        "2014-01-07T20:05:25.313+0000, 2014-01-07T20:05:25.313Z",
        "2014-01-07T20:05:25.313+00:00, 2014-01-07T20:05:25.313Z",
        "2014-01-07T20:05:25.313-0600, 2014-01-08T02:05:25.313Z",
        "2014-01-07T20:05:25.313+05:30, 2014-01-07T14:35:25.313Z",
        "2014-01-07T20:05:25+01, 2014-01-07T19:05:25Z",
        "2014-01-07T20:05:25Z, 2014-01-07T20:05:25Z",
        "2014-01-07T20:05:25.3Z, 2014-01-07T20:05:25.300Z",
        "2014-01-07T20:05:25.313456789+0000, 2014-01-07T20:05:25.313456789Z",
        "1389125125313, 2014-01-07T20:05:25.313Z",
    })
    void reads_what_jiras_have_written(String text, Instant instant) {
        assertThat(JiraTimestamps.read(NODES.textNode(text), "created")).isEqualTo(instant);
    }

    @Test
    void reads_a_number_as_epoch_milliseconds() {
        assertThat(JiraTimestamps.read(NODES.numberNode(1389125125313L), "created"))
                .isEqualTo("2014-01-07T20:05:25.313Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2014-01-07",
                "2014-01-07T20:05:25.313",
                "2014-02-30T20:05:25.313+0000",
                "2014-01-07 20:05:25.313+0000",
                "99999999999999999999"
            })
    void refuses_anything_else_naming_the_field(String text) {
        assertThatExceptionOfType(JiraDataException.class)
                .isThrownBy(() -> JiraTimestamps.read(NODES.textNode(text), "fields.created"))
                .withMessageContaining("field fields.created should be a time with offset")
                .withMessageContaining('"' + text + '"');
    }

    @Test
    void refuses_what_is_missing_or_of_another_kind() {
        assertThatExceptionOfType(JiraDataException.class)
                .isThrownBy(() -> JiraTimestamps.read(MissingNode.getInstance(), "created"))
                .withMessageContaining("but is missing");
        assertThatExceptionOfType(JiraDataException.class)
                .isThrownBy(() -> JiraTimestamps.read(NODES.objectNode().put("value", "x"), "created"))
                .withMessageContaining("{\"value\":\"x\"}");
        assertThatExceptionOfType(JiraDataException.class)
                .isThrownBy(() -> JiraTimestamps.read(NODES.numberNode(1.5), "created"));
    }
}
