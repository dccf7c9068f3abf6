package dev.millrace.hub.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ByteBudgetTest {

    @Test
    void a_byte_over_the_budget_is_refused_and_takes_nothing() {
        ByteBudget budget = new ByteBudget(100);
        ByteBudget.Share first = budget.share();
        ByteBudget.Share second = budget.share();
        first.take(60);

        assertThatThrownBy(() -> second.take(41))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().status()).isEqualTo(503));
        assertThat(budget.used()).isEqualTo(60);
        second.take(40);
        assertThat(budget.used()).isEqualTo(100);
    }

    @Test
    void what_is_freed_can_be_taken_again_and_only_once() {
        ByteBudget budget = new ByteBudget(100);
        ByteBudget.Share first = budget.share();
        first.take(70);
        first.take(30);
        first.free();
        first.free();

        assertThat(budget.used()).isZero();
        budget.share().take(100);
    }

    @Test
    void a_body_is_never_larger_than_what_a_small_heap_can_carry() {
        assertThat(ByteBudget.ofHeap(512L << 20).largestBody(16L << 20)).isEqualTo(16L << 20);
        assertThat(ByteBudget.ofHeap(180L << 20).largestBody(16L << 20)).isEqualTo(10L << 20);
    }
}
