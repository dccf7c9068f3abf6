package dev.millrace.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.millrace.facts.FactBatch;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.CommitResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SyncKernelTest {

    private final MemorySink store = new MemorySink();
    private final SyncKernel kernel = SyncKernel.ofPages(store, 50);
    private final Numbers source = new Numbers();

    @Test
    void every_page_is_stored_and_the_end_is_part_of_the_cursor() {
        SyncSummary summary = kernel.run(source, SyncListener.silent());

        assertThat(captured()).containsExactly(0L, 1L, 2L, 3L);
        assertThat(store.cursor("numbers").orElseThrow().state()).isEqualTo("ended at 4");
        assertThat(summary.source()).isEqualTo("numbers");
        assertThat(summary.pages()).isEqualTo(4);
        assertThat(summary.done()).isEqualTo(4);
        assertThat(summary.total()).hasValue(4);
        assertThat(summary.stored()).isEqualTo(new CommitResult(0, 0, 0, 4));
        assertThat(summary.outcome()).isEqualTo(SyncSummary.Outcome.COMPLETE);
    }

    @Test
    void the_next_run_begins_at_the_end_of_the_last() {
        kernel.run(source, SyncListener.silent());
        source.pages = 6;
        source.asked.clear();

        SyncSummary summary = kernel.run(source, SyncListener.silent());

        // one page of overlap
        assertThat(source.asked).containsExactly(Optional.of("ended at 4"), Optional.of("4"), Optional.of("5"));
        assertThat(captured()).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
        assertThat(summary.stored()).isEqualTo(new CommitResult(0, 0, 0, 2));
    }

    @Test
    void a_run_without_news_changes_nothing() {
        kernel.run(source, SyncListener.silent());

        assertThat(kernel.run(source, SyncListener.silent()).stored()).isEqualTo(CommitResult.NOTHING);
    }

    @Test
    void a_page_that_cannot_be_read_stops_the_run_where_it_can_go_on() {
        source.failAt = 2;

        assertThatExceptionOfType(SyncStoppedException.class)
                .isThrownBy(() -> kernel.run(source, SyncListener.silent()))
                .withMessage("numbers stopped at page 3 (pages 1 to 2 are stored; the next sync continues from "
                        + "there): no answer")
                .satisfies(e -> {
                    assertThat(e.page()).isEqualTo(3);
                    assertThat(e.source()).isEqualTo("numbers");
                    assertThat(e.notBefore()).isEmpty();
                });
        assertThat(captured()).containsExactly(0L, 1L);

        source.failAt = -1;
        source.asked.clear();
        SyncKernel.ofPages(store).run(source, SyncListener.silent());

        assertThat(source.asked).containsExactly(Optional.of("2"), Optional.of("3"));
        assertThat(captured()).containsExactly(0L, 1L, 2L, 3L);
    }

    @Test
    void a_page_that_cannot_be_stored_is_read_again_by_the_next_run() {
        store.failAfter(1);

        assertThatExceptionOfType(SyncStoppedException.class)
                .isThrownBy(() -> kernel.run(source, SyncListener.silent()))
                .withMessageContaining("stopped at page 2 (page 1 is stored;")
                .withMessageContaining("the disk is full");
        source.asked.clear();
        kernel.run(source, SyncListener.silent());

        assertThat(source.asked.get(0)).hasValue("1");
        assertThat(captured()).containsExactly(0L, 1L, 2L, 3L);
    }

    @Test
    void a_run_that_fails_at_once_says_that_nothing_was_stored() {
        source.failAt = 0;

        assertThatExceptionOfType(SyncStoppedException.class)
                .isThrownBy(() -> kernel.run(source, SyncListener.silent()))
                .withMessageContaining("stopped at page 1 (nothing new was stored;");
        assertThat(store.cursor("numbers")).isEmpty();
    }

    @Test
    void a_refresh_reads_everything_again_and_can_be_resumed() {
        kernel.run(source, SyncListener.silent());
        source.asked.clear();
        source.failAt = 1;
        assertThatExceptionOfType(SyncStoppedException.class)
                .isThrownBy(() -> kernel.refresh(source, Removals.FEW, SyncListener.silent()));
        source.failAt = -1;

        SyncSummary summary = kernel.run(source, SyncListener.silent());

        assertThat(source.asked)
                .containsExactly(
                        Optional.empty(), Optional.of("1"), Optional.of("1"), Optional.of("2"), Optional.of("3"));
        assertThat(summary.stored()).isEqualTo(CommitResult.NOTHING);
    }

    @Test
    void progress_is_told_after_each_stored_page() {
        List<SyncProgress> told = new ArrayList<>();

        kernel.run(source, new SyncListener() {
            @Override
            public void page(SyncProgress progress) {
                assertThat(captured()).as("stored before it is told").hasSize(progress.page());
                told.add(progress);
            }
        });

        assertThat(told).extracting(SyncProgress::done).containsExactly(1L, 2L, 3L, 4L);
        assertThat(told.get(0))
                .isEqualTo(new SyncProgress("numbers", 1, 1, OptionalLong.of(4), new CommitResult(0, 0, 0, 1)));
    }

    @Test
    void problems_are_told_and_make_the_outcome_another_one() {
        source.problemsPerPage = 60;
        List<SyncProblem> told = new ArrayList<>();

        SyncSummary summary = kernel.run(source, new SyncListener() {
            @Override
            public void problem(SyncProblem problem) {
                told.add(problem);
            }
        });

        assertThat(told).hasSize(240);
        assertThat(summary.problemCount()).isEqualTo(240);
        assertThat(summary.problems()).as("bounded").hasSize(100).startsWith(new SyncProblem("0-0", "bad"));
        assertThat(summary.outcome()).isEqualTo(SyncSummary.Outcome.COMPLETED_WITH_PROBLEMS);
    }

    @Test
    void a_source_that_does_not_come_further_is_stopped() {
        source.stuck = true;

        assertThatExceptionOfType(SyncStoppedException.class)
                .isThrownBy(() -> kernel.run(source, SyncListener.silent()))
                .withMessageContaining("without any progress");
    }

    @Test
    void a_source_without_end_is_stopped() {
        source.pages = Integer.MAX_VALUE;

        assertThatExceptionOfType(SyncStoppedException.class)
                .isThrownBy(() -> kernel.run(source, SyncListener.silent()))
                .withMessageContaining("50 pages and no end");
    }

    @Test
    void a_listener_that_wants_nothing_is_not_disturbed() {
        SyncListener silent = SyncListener.silent();

        silent.waiting("host", Duration.ofSeconds(1), "reason");
        silent.problem(new SyncProblem("a", "b"));
    }

    @Test
    void counts_are_not_negative() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SourcePage(FactBatch.empty(), "", true, -1, OptionalLong.empty(), List.of()));
    }

    private List<Long> captured() {
        return store.ledger().stream().map(LedgerEntry::captured).toList();
    }

    /** Pages that hold one number each. A state is the next number, or where the last run ended. */
    private static final class Numbers implements Source {

        private final List<Optional<String>> asked = new ArrayList<>();
        private int pages = 4;
        private int failAt = -1;
        private int problemsPerPage;
        private boolean stuck;

        @Override
        public String id() {
            return "numbers";
        }

        @Override
        public SourcePage read(Optional<String> state) {
            asked.add(state);
            int number = state.map(Numbers::next).orElse(0);
            if (number == failAt) {
                throw new SourceException("no answer");
            }
            LedgerEntry fact = new LedgerEntry(ToolInstance.jira("x"), "n", "numbers", null, number, null);
            boolean last = number == pages - 1;
            String nextState = last ? "ended at " + pages : String.valueOf(stuck ? number : number + 1);
            return new SourcePage(
                    new FactBatch(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(fact)),
                    nextState,
                    last,
                    number + 1,
                    OptionalLong.of(pages),
                    IntStream.range(0, problemsPerPage)
                            .mapToObj(i -> new SyncProblem(number + "-" + i, "bad"))
                            .toList());
        }

        private static int next(String state) {
            return state.startsWith("ended at ")
                    ? Integer.parseInt(state.substring("ended at ".length())) - 1
                    : Integer.parseInt(state);
        }
    }
}
