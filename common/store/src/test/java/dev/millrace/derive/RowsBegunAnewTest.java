package dev.millrace.derive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.chain.ItemFlows;
import dev.millrace.chain.RandomChains;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Knowledge;
import dev.millrace.store.Cursor;
import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import dev.millrace.valuestream.Definition;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another process deletes all rows and derives them again, as after an upgrade, while this one asks or derives. */
class RowsBegunAnewTest {

    private static final Definition DEFINITION = Definition.standard();
    private static final int MOST_CALLS = 40;

    @TempDir
    private Path folder;

    private FlowStore store;
    private FlowStore other;
    private RandomChains chains;
    private Knowledge knowledge;

    @BeforeEach
    void fill() {
        chains = new RandomChains(14);
        store = SqliteFlowStore.open(folder.resolve("rows.db"), InstantSource.system());
        other = SqliteFlowStore.open(folder.resolve("rows.db"), InstantSource.system());
        store.commit(chains.definitions(), new Cursor("test", "1"));
        for (int time = 0; time < 30; time++) {
            store.commit(chains.next(6), new Cursor("test", "1"));
        }
        knowledge = new Knowledge(chains.now(), store.lastRecordedAt().orElseThrow());
    }

    private void change() {
        store.commit(chains.next(2), new Cursor("test", "1"));
        knowledge = new Knowledge(chains.now(), store.lastRecordedAt().orElseThrow());
    }

    @AfterEach
    void close() {
        store.close();
        other.close();
    }

    @Test
    void question_is_answered_although_the_rows_are_gone_since_the_one_before() {
        ItemFlows facts = new ItemFlows(store, knowledge, DEFINITION);
        Questions questions = new Questions(store, DEFINITION, knowledge, 0);
        List<ArtifactId> issues = new ArrayList<>();
        store.forEachId(ArtifactKind.ISSUE, issues::add);
        for (ArtifactId issue : issues) {
            Optional<ItemFlows.Flowing> answer = questions.askFlows(flows -> {
                // even in the middle of an answer
                other.derived().begin();
                return flows.of(issue);
            });
            assertThat(answer).as("%s", issue).isEqualTo(facts.of(issue));
        }
    }

    @Test
    void derivation_whose_rows_another_one_deletes_ends_without_an_error() {
        int begun = 0;
        for (int call = 1; call <= MOST_CALLS; call++) {
            if (call % 2 == 0) {
                store.derived().begin(); // else only what has changed is derived
            }
            change();
            int at = call;
            int[] calls = {0};
            FlowStore watched = WatchedRows.of(store, () -> {
                if (++calls[0] == at) {
                    other.derived().begin();
                }
            });
            begun += new Derivation(watched, DEFINITION, 0).view(knowledge).isPresent() ? 0 : 1;
        }
        assertThat(begun).as("derivations that were given up").isPositive();
        assertThat(new Derivation(store, DEFINITION, 0).view(knowledge)).isPresent();
    }
}
