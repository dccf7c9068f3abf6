package dev.millrace.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.facts.FactBatch;
import dev.millrace.model.Knowledge;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A refresh over a real store: what the source does not show any more goes at the end, all at once. */
class RefreshTest extends SyncedIssues {

    private SyncKernel kernel;
    private final Issues source = new Issues();

    @BeforeEach
    void fill() {
        kernel = new SyncKernel(store);
        source.show(IntStream.rangeClosed(1, 30));
        kernel.run(source, SyncListener.silent());
        now = now.plus(Duration.ofHours(1));
    }

    @Test
    void what_was_deleted_is_gone_after_a_refresh_and_known_before_it() {
        source.show(IntStream.rangeClosed(3, 31));
        kernel.run(source, SyncListener.silent());
        assertThat(stored(EVERYTHING)).as("a plain run cannot know").hasSize(31);

        SyncSummary summary = kernel.refresh(source, Removals.FEW, SyncListener.silent());

        assertThat(summary.stored().retracted()).isEqualTo(2);
        assertThat(stored(EVERYTHING)).hasSize(29).doesNotContain("1", "2");
        assertThat(stored(new Knowledge(Instant.MAX, DAY))).hasSize(30).contains("1", "2");
    }

    @Test
    void refresh_that_fails_in_the_middle_leaves_everything_and_the_next_run_ends_it() {
        source.show(IntStream.rangeClosed(3, 30));
        source.failAtPage = 2;
        assertThatExceptionOfType(SyncStoppedException.class)
                .isThrownBy(() -> kernel.refresh(source, Removals.FEW, SyncListener.silent()));
        assertThat(stored(EVERYTHING)).hasSize(30);

        source.failAtPage = -1;
        run(source);

        assertThat(stored(EVERYTHING)).hasSize(28);
    }

    @Test
    void refresh_that_fails_before_its_first_page_is_followed_by_a_whole_one() {
        source.failAtPage = 0;
        assertThatExceptionOfType(SyncStoppedException.class)
                .isThrownBy(() -> kernel.refresh(source, Removals.FEW, SyncListener.silent()));

        source.failAtPage = -1;
        kernel.run(source, SyncListener.silent());

        assertThat(stored(EVERYTHING)).hasSize(30);
    }

    @Test
    void source_that_hides_nearly_everything_takes_nothing_away() {
        source.show(IntStream.rangeClosed(1, 2));

        assertThatExceptionOfType(SyncStoppedException.class)
                .isThrownBy(() -> kernel.refresh(source, Removals.FEW, SyncListener.silent()))
                .withMessageContaining("the source does not show 28 of 30 stored items")
                .withMessageContaining("--accept-removals");
        assertThat(stored(EVERYTHING)).hasSize(30);

        kernel.run(source, SyncListener.silent());
        assertThat(stored(EVERYTHING)).as("a plain run takes up nothing").hasSize(30);

        kernel.refresh(source, Removals.ANY, SyncListener.silent());
        assertThat(stored(EVERYTHING)).containsExactly("1", "2");
    }

    private List<String> stored(Knowledge knowledge) {
        return stored(knowledge, snapshot -> snapshot.artifact().nativeId());
    }

    /** Issues in pages of ten; a run after a whole one shows only the last issue. */
    private static final class Issues implements Source {

        private List<Integer> shown = List.of();
        private int failAtPage = -1;

        void show(IntStream numbers) {
            shown = numbers.boxed().toList();
        }

        @Override
        public String id() {
            return SOURCE;
        }

        @Override
        public SourcePage read(Optional<String> state) {
            boolean news = state.equals(Optional.of("end"));
            int page = news
                    ? (shown.size() - 1) / 10
                    : state.map(Integer::parseInt).orElse(0);
            if (page == failAtPage) {
                throw new SourceException("no answer");
            }
            List<Integer> numbers = shown.stream()
                    .skip(news ? shown.size() - 1 : page * 10L)
                    .limit(10)
                    .toList();
            FactBatch facts = FactBatch.empty();
            for (int number : numbers) {
                facts = facts.plus(issue(number, "X-" + number, ""));
            }
            boolean last = (page + 1) * 10 >= shown.size();
            return new SourcePage(
                    facts,
                    last ? "end" : Integer.toString(page + 1),
                    last,
                    numbers.size(),
                    OptionalLong.empty(),
                    List.of());
        }
    }
}
