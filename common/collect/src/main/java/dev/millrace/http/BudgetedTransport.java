package dev.millrace.http;

import java.time.InstantSource;
import java.util.Objects;

/**
 * Calls a host only when its budget allows it, and updates the budget from every response. A pause that a host requests of one
 * collector holds for all that share the {@link HostBudgets}.
 */
public final class BudgetedTransport implements HttpTransport {

    private final HttpTransport next;
    private final HostBudgets budgets;
    private final WaitAllowance allowance;
    private final InstantSource clock;

    /**
     * Around another transport.
     *
     * @param next sends the calls
     * @param budgets shared by the whole process
     * @param allowance of this run
     * @param clock says how much of a pause has passed
     */
    public BudgetedTransport(HttpTransport next, HostBudgets budgets, WaitAllowance allowance, InstantSource clock) {
        this.next = Objects.requireNonNull(next, "next");
        this.budgets = Objects.requireNonNull(budgets, "budgets");
        this.allowance = Objects.requireNonNull(allowance, "allowance");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    @Override
    public HttpReply send(HttpCall call) {
        budgets.pause(call.uri(), clock.instant())
                .ifPresent(pause -> allowance.await(call, pause.duration(), pause.reason()));
        HttpReply reply = next.send(call);
        // after a redirect, the headers describe the host that responded
        budgets.learn(reply, clock.instant());
        return reply;
    }
}
