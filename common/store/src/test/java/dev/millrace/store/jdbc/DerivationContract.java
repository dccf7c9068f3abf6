package dev.millrace.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.chain.ItemFlows;
import dev.millrace.chain.RandomChains;
import dev.millrace.derive.CollectedParts;
import dev.millrace.derive.Derivation;
import dev.millrace.derive.DerivedView;
import dev.millrace.derive.Questions;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Knowledge;
import dev.millrace.store.Cursor;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.ValueStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows that are brought up to date after any change say what the facts say. */
interface DerivationContract extends StoreContract {

    boolean DEEP = Boolean.getBoolean("millrace.deep");
    int STEPS = 14;
    /** How often rows are asked for an earlier instant and back: at each step in a deep run. */
    int GOES_BACK = DEEP ? 1 : 3;

    Definition DEFINITION = Definition.standard();

    /** Each of them another organisation. */
    static LongStream seeds() {
        return LongStream.rangeClosed(1, DEEP ? 60 : 1);
    }

    @ParameterizedTest
    @MethodSource("dev.millrace.store.jdbc.DerivationContract#seeds")
    default void whatever_changes_rows_say_what_the_facts_say(long seed) {
        RandomChains chains = new RandomChains(seed);
        store().commit(chains.definitions(), cursor());
        for (int time = 0; time < 25; time++) {
            store().commit(chains.next(5), cursor());
        }
        for (int step = 0; step < STEPS; step++) {
            Instant now = chains.now();
            String where = "seed " + seed + ", step " + step;
            same(now, where);
            if (step % GOES_BACK == 0) {
                // a report that ends where the sources were last read
                same(now.minus(Duration.ofMinutes(37)), where + ", earlier");
                same(now, where + ", back again");
            }
            store().commit(chains.next(1 + step % 4), cursor());
        }
    }

    @Test
    default void rows_of_another_definition_are_not_used() {
        RandomChains chains = new RandomChains(3);
        store().commit(chains.definitions(), cursor());
        store().commit(chains.next(40), cursor());
        Knowledge knowledge = at(chains.now());
        assertThat(new Derivation(store(), DEFINITION, 0).view(knowledge)).isPresent();
        long first = store().derived().state().orElseThrow().revision();

        assertThat(new Derivation(store(), DEFINITION, 0).view(knowledge)).isPresent();
        assertThat(store().derived().state().orElseThrow().revision()).isEqualTo(first);
        assertThat(new Derivation(store(), DEFINITION, Long.MAX_VALUE).view(knowledge))
                .isEmpty();
        assertThat(new Derivation(store(), DEFINITION, 0).view(new Knowledge(chains.now(), RandomChains.BEGIN)))
                .as("what was known before")
                .isEmpty();
    }

    private void same(Instant asOf, String where) {
        Knowledge knowledge = at(asOf);
        ValueStream stream = DEFINITION.streams().get(0);
        DerivedView view =
                new Derivation(store(), DEFINITION, 0).view(knowledge).orElseThrow();
        ItemFlows facts = new ItemFlows(store(), knowledge, DEFINITION);
        for (Duration window : List.of(Duration.ofHours(6), Duration.ofDays(30))) {
            Instant earliest = asOf.minus(window);
            CollectedParts fromRows = new CollectedParts(earliest);
            view.report(stream, earliest, fromRows);
            CollectedParts computed = new CollectedParts(earliest);
            new Derivation(store(), DEFINITION).compute(knowledge, stream, earliest, computed);
            assertThat(fromRows.without(computed) + " computed " + computed.without(fromRows))
                    .as(where + ", " + window)
                    .isEqualTo("{} computed {}");
        }
        assertThat(new Questions(store(), DEFINITION, knowledge, 0).groups())
                .as(where)
                .containsExactlyInAnyOrderElementsOf(
                        new Questions(store(), DEFINITION, knowledge, Long.MAX_VALUE).groups());
        List<ArtifactId> some = new ArrayList<>();
        store().forEachId(ArtifactKind.ISSUE, some::add);
        store().forEachId(ArtifactKind.PULL_REQUEST, some::add);
        // of what is not captured nobody asks
        for (ArtifactId item : store().histories(some, knowledge).stream()
                .map(ArtifactHistory::artifact)
                .toList()) {
            assertThat(view.flows().of(item)).as(where + ", " + item).isEqualTo(facts.of(item));
            assertThat(view.flows().chains().issuesOf(item))
                    .as(where + ", " + item)
                    .isEqualTo(facts.chains().issuesOf(item));
        }
    }

    private Knowledge at(Instant asOf) {
        return new Knowledge(asOf, store().lastRecordedAt().orElseThrow());
    }

    private static Cursor cursor() {
        return new Cursor("test", "1");
    }
}
