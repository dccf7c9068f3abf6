package dev.millrace.valuestream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.millrace.valuestream.ResolutionRules.Meaning;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a resolution means by its name or its id, and what is only guessed. */
class ResolutionRulesTest {

    private static final Meaning DELIVERED = new Meaning(true, false);
    private static final Meaning NOT_DELIVERED = new Meaning(false, false);
    private static final Meaning GUESSED = new Meaning(true, true);

    private final ResolutionRules usual = DefaultValueStream.resolutions();

    @Test
    void common_names_of_several_languages_are_known() {
        assertThat(usual.of("WON'T FIX", null)).isEqualTo(NOT_DELIVERED);
        assertThat(usual.of("Wird nicht erledigt", "10001")).isEqualTo(NOT_DELIVERED);
        assertThat(usual.of("Doublon", null)).isEqualTo(NOT_DELIVERED);
        assertThat(usual.of("Erledigt", null)).isEqualTo(DELIVERED);
    }

    @Test
    void resolution_that_nobody_named_counts_as_delivered_and_is_a_guess() {
        assertThat(usual.of("Na stan", "10300")).isEqualTo(GUESSED);
    }

    @Test
    void ids_that_every_jira_begins_with_are_guessed_right_in_any_language() {
        assertThat(usual.of("Hylatty", "2")).isEqualTo(new Meaning(false, true));
        assertThat(usual.of("Valmis", "1")).isEqualTo(GUESSED);
    }

    @Test
    void name_decides_before_an_id() {
        assertThat(usual.of("Fixed", "2")).isEqualTo(DELIVERED);
    }

    @Test
    void defined_ids_decide_and_no_other_id_is_guessed_then() {
        ResolutionRules defined = new ResolutionRules(Set.of("10000"), Set.of("10001", "Nope"), false);

        assertThat(defined.of("Wird nicht erledigt", "10001")).isEqualTo(NOT_DELIVERED);
        assertThat(defined.of("nope", "7")).isEqualTo(NOT_DELIVERED);
        assertThat(defined.of("Fertig", "10000")).isEqualTo(DELIVERED);
        assertThat(defined.of("Hylatty", "2")).isEqualTo(GUESSED);
    }

    @Test
    void resolution_cannot_mean_both() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ResolutionRules(Set.of("Done"), Set.of("done"), false))
                .withMessageContaining("done");
    }
}
