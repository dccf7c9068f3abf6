package dev.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionTest {

    @Test
    void closest_words_come_first_and_no_more_than_asked_for() {
        assertThat(closest("CB-115", 2, "CB-1111", "CB-5719", "CB-117", "CB-116"))
                .as("CB-1111 is two slips away")
                .containsExactly("CB-116", "CB-117");
    }

    @Test
    void case_and_one_swap_are_small_slips() {
        assertThat(closest("cb-151", 3, "CB-115")).containsExactly("CB-115");
        assertThat(closest("Tokne", 1, "token", "url")).containsExactly("token");
    }

    @Test
    void another_word_is_not_suggested() {
        assertThat(closest("github", 3, "store", "zone", "jira")).isEmpty();
    }

    private static List<String> closest(String word, int limit, String... known) {
        Suggestion suggestion = new Suggestion(word, limit);
        List.of(known).forEach(suggestion::offer);
        return suggestion.closest();
    }
}
