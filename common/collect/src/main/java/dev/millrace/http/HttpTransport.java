package dev.millrace.http;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * Sends one call and gives the answer. The whole of HTTP as far as collectors see it: what repeats, waits or records is a
 * transport around another transport.
 */
@FunctionalInterface
public interface HttpTransport {

    /**
     * Sends the call and waits for the whole answer. An answer of any status is an answer, not a failure.
     *
     * @throws HttpException if there was no usable answer; the subclass says why
     */
    HttpReply send(HttpCall call) throws HttpException;

    /**
     * This transport as a run should use it: it keeps to what hosts ask for and repeats what failed in passing.
     *
     * @param budgets one for the whole process
     * @param allowance one for each run
     * @param clock reads what headers say about times
     * @param random spreads the repetitions
     */
    default HttpTransport patient(
            HostBudgets budgets, WaitAllowance allowance, InstantSource clock, RandomGenerator random) {
        return new RetryingTransport(
                new BudgetedTransport(this, budgets, allowance, clock),
                RetryPolicy.standard(),
                allowance,
                clock,
                random);
    }
}
