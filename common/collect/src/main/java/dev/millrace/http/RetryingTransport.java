package dev.millrace.http;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Repeats what failed in passing: answers 429, 502, 503 and 504, refusals because of a limit, time-outs and broken connections. A
 * 500 is repeated twice: it is often a fault of a moment, and otherwise no repetition helps. When the attempts are used up, the last answer or failure is the caller's.
 *
 * <p>A host that was never reached is given up at once: a wrong URL is far more likely than a server that just restarts.
 */
public final class RetryingTransport implements HttpTransport {

    private static final int FAULT_REPETITIONS = 2;

    private final HttpTransport next;
    private final RetryPolicy policy;
    private final WaitAllowance allowance;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Set<String> reached = ConcurrentHashMap.newKeySet();

    /**
     * Around another transport.
     *
     * @param next sends the calls
     * @param policy how often and how soon
     * @param allowance of this run
     * @param clock reads what headers say about times
     * @param random spreads the repetitions
     */
    public RetryingTransport(
            HttpTransport next,
            RetryPolicy policy,
            WaitAllowance allowance,
            InstantSource clock,
            RandomGenerator random) {
        this.next = Objects.requireNonNull(next, "next");
        this.policy = Objects.requireNonNull(policy, "policy");
        this.allowance = Objects.requireNonNull(allowance, "allowance");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.random = Objects.requireNonNull(random, "random");
    }

    /**
     * The transport of a run: it obeys the pauses that hosts request, and repeats calls after transient failures.
     *
     * @param budgets one for the whole process
     * @param allowance one for each run
     * @param clock reads what headers say about times
     * @param random spreads the repetitions
     */
    public static HttpTransport patient(
            HttpTransport next,
            HostBudgets budgets,
            WaitAllowance allowance,
            InstantSource clock,
            RandomGenerator random) {
        return new RetryingTransport(
                new BudgetedTransport(next, budgets, allowance, clock),
                RetryPolicy.standard(),
                allowance,
                clock,
                random);
    }

    private record Outcome(
            @Nullable HttpReply reply, @Nullable HttpConnectionException failure) {

        HttpReply get() {
            if (failure != null) {
                throw failure;
            }
            return Objects.requireNonNull(reply, "an outcome is a reply or a failure");
        }
    }

    @Override
    public HttpReply send(HttpCall call) {
        for (int attempt = 1; ; attempt++) {
            Outcome outcome = sendOnce(call);
            Optional<RateLimitHeaders.Pause> again =
                    attempt < policy.attempts() ? repeat(call, outcome, attempt) : Optional.empty();
            if (again.isEmpty()) {
                return outcome.get();
            }
            allowance.await(call, again.get().duration(), again.get().reason());
        }
    }

    @Override
    public HttpReply sendAgain(HttpCall call, int repetition, String reason) {
        allowance.await(call, policy.delay(repetition, random), reason);
        return send(call);
    }

    private Outcome sendOnce(HttpCall call) {
        try {
            HttpReply reply = next.send(call);
            reached.add(HostAddress.of(call.uri()));
            return new Outcome(reply, null);
        } catch (HttpConnectionException e) {
            return new Outcome(null, e);
        }
    }

    /** Why and after what pause to repeat the call; empty if it is not to be repeated. */
    private Optional<RateLimitHeaders.Pause> repeat(HttpCall call, Outcome outcome, int attempt) {
        HttpReply reply = outcome.reply();
        if (reply == null) {
            return outcome.failure() != null && isPassing(call, outcome.failure())
                    ? Optional.of(new RateLimitHeaders.Pause(
                            policy.delay(attempt, random),
                            outcome.failure().kind().words()))
                    : Optional.empty();
        }
        boolean refused = RateLimitHeaders.refusedForLimit(reply, clock.instant());
        // a refusal did nothing, so even what must not be done twice can be sent again
        if (!refused && !(call.repeatable() && isPassing(reply.status(), attempt))) {
            return Optional.empty();
        }
        Duration delay = policy.delay(attempt, random);
        RateLimitHeaders.Pause backOff = new RateLimitHeaders.Pause(delay, "HTTP " + reply.status());
        return Optional.of(RateLimitHeaders.pause(reply, clock.instant())
                .map(asked -> asked.duration().compareTo(delay) < 0 ? backOff : asked)
                .orElse(backOff));
    }

    private boolean isPassing(HttpCall call, HttpConnectionException failure) {
        boolean known = reached.contains(HostAddress.of(call.uri()));
        return switch (failure.kind()) {
            // nothing was sent yet
            case UNKNOWN_HOST, REFUSED -> known;
            case TIMEOUT, BROKEN -> call.repeatable();
            case TLS, PROXY, INTERRUPTED -> false;
        };
    }

    private static boolean isPassing(int status, int attempt) {
        return status == 502 || status == 503 || status == 504 || (status == 500 && attempt <= FAULT_REPETITIONS);
    }
}
