package dev.millrace.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.millrace.model.Actor;
import dev.millrace.model.ToolInstance;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PseudonymKeyTest {

    private static final ToolInstance JIRA = ToolInstance.jira("acme");
    private static final List<Actor> PEOPLE = IntStream.range(0, 66)
            .mapToObj(i -> Actor.of(JIRA, "person" + i, Actor.Type.HUMAN))
            .toList();

    private final PseudonymKey key = PseudonymKey.random();

    @Test
    void list_of_names_leads_to_nobody_without_the_key() {
        Set<String> kept = pseudonyms(key);
        assertThat(kept).hasSize(PEOPLE.size());

        // what who has the names and not the key can compute: the hash of a source, and it keyed otherwise
        assertThat(PEOPLE).noneMatch(person -> kept.contains(person.pseudonym()));
        assertThat(pseudonyms(PseudonymKey.random())).doesNotContainAnyElementsOf(kept);
        assertThat(pseudonyms(PseudonymKey.parse("0".repeat(64)))).doesNotContainAnyElementsOf(kept);
        assertThat(pseudonyms(PseudonymKey.parse(key.text()))).as("with it").isEqualTo(kept);
    }

    @Test
    void same_account_is_the_same_under_one_key_and_what_is_keyed_is_kept() {
        Actor kept = key.keyed(PEOPLE.get(0));
        assertThat(key.keyed(PEOPLE.get(0))).isEqualTo(kept);
        assertThat(kept.isKeyed()).isTrue();
        assertThat(kept.type()).isEqualTo(Actor.Type.HUMAN);
        assertThat(key.keyed(kept)).isEqualTo(kept);
        assertThat(PseudonymKey.random().keyed(kept)).isEqualTo(kept);
    }

    @Test
    void key_prints_and_names_itself_without_telling_itself() {
        assertThat(key.toString()).isEqualTo("key " + key.id());
        assertThat(key.text()).doesNotContain(key.id());
    }

    @Test
    void what_is_no_key_is_refused_and_not_repeated() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PseudonymKey.parse(key.text() + "s3cret"))
                .withMessageContaining("not one line of 64 hexadecimal digits")
                .withMessageNotContaining("s3cret");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PseudonymKey.parse(""))
                .withMessageContaining("empty");
    }

    private static Set<String> pseudonyms(PseudonymKey with) {
        return PEOPLE.stream().map(person -> with.keyed(person).pseudonym()).collect(Collectors.toSet());
    }
}
