package dev.millrace.jira;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which words of a changelog mean that an issue is blocked, in any language. */
class LinkTypesTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String GERMAN = """
            {"issueLinkTypes": [
              {"id": "10000", "name": "Blockiert", "inward": "wird blockiert von", "outward": "blockiert"},
              {"id": "10003", "name": "Bezug", "inward": "bezieht sich auf", "outward": "bezieht sich auf"}]}
            """;

    @Test
    void inward_words_of_the_configured_type_block_in_any_language() {
        LinkTypes types = types(GERMAN, "10000");

        assertThat(types.blocked("Dieser Vorgang wird blockiert von ABC-9")).isTrue();
        assertThat(types.blocked("Dieser Vorgang blockiert ABC-9"))
                .as("the other direction")
                .isFalse();
        assertThat(types.blocked("Dieser Vorgang bezieht sich auf ABC-9")).isFalse();
    }

    @Test
    void configured_type_is_found_by_its_name_too_and_no_other_blocks() {
        assertThat(types(GERMAN, "blockiert").blocked("Dieser Vorgang wird blockiert von ABC-9"))
                .isTrue();
        assertThat(types(GERMAN, "10003").blocked("Dieser Vorgang wird blockiert von ABC-9"))
                .isFalse();
    }

    @Test
    void without_configuration_the_words_decide() {
        String english = """
                {"issueLinkTypes": [{"id": "7", "name": "Blocker", "inward": "has to wait for", "outward": "holds up"},
                                    {"id": "8", "name": "Depends", "inward": "is needed by", "outward": "needs"}]}
                """;

        assertThat(types(english).blocked("This issue has to wait for ABC-9"))
                .as("by its name")
                .isTrue();
        assertThat(types(english).blocked("This issue is needed by ABC-9")).isFalse();
    }

    @Test
    void type_that_the_site_does_not_show_is_taken_from_a_link_of_the_issue() throws JsonProcessingException {
        JsonNode links = JSON.readTree("""
                [{"type": {"id": "12", "name": "X", "inward": "attend", "outward": "retient"},
                  "inwardIssue": {"id": "1", "key": "ABC-9"}}]
                """);
        LinkTypes unknown = LinkTypes.of(Optional.empty(), Set.of("12"));

        assertThat(unknown.blocked("Ce ticket attend ABC-9")).isFalse();
        assertThat(unknown.with(links).blocked("Ce ticket attend ABC-9")).isTrue();
    }

    @Test
    void words_of_a_type_that_is_gone_are_read_in_english() {
        assertThat(types(GERMAN, "10000").blocked("This issue is blocked by ABC-9"))
                .isTrue();
        assertThat(types(GERMAN, "10000").blocked("This issue blocks ABC-9")).isFalse();
    }

    private static LinkTypes types(String answer, String... blocking) {
        try {
            return LinkTypes.of(Optional.of(JSON.readTree(answer)), Set.of(blocking));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
