package dev.millrace.demo.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * An organisation that does not exist: teams of up to {@value #ITEMS_A_TEAM} items, each with a Jira project, two GitHub repositories
 * and a Jenkins job for each of these, over five years. Issues go through a workflow with reviews and tests; most of them lead to
 * pull requests, which are built when merged and deployed to staging and production. The same arguments give the same facts.
 *
 * @param items work items created by {@code end}: issues, and in 3 of 100 cases people's pull requests without one
 * @param seed of all chance
 * @param end when the organisation is looked at; its life goes on for a while after that
 */
public record Organisation(int items, long seed, Instant end) {

    /** How long the organisation had been at work. */
    public static final Duration AGE = Duration.ofDays(5 * 365);

    private static final int ITEMS_A_TEAM = 4_000;

    /** Validates. */
    public Organisation {
        Objects.requireNonNull(end, "end");
        if (items < 1) {
            throw new IllegalArgumentException("an organisation has at least one item, not " + items);
        }
    }

    /** The mark in a store that identifies the organisation in it. */
    String text() {
        return items + " " + seed + " " + end;
    }

    /** How many teams there are. */
    int teams() {
        return (items + ITEMS_A_TEAM - 1) / ITEMS_A_TEAM;
    }

    /** One of the teams with its whole work; the first one has number 0. */
    Team team(int number) {
        int before = (int) ((long) items * number / teams());
        int through = (int) ((long) items * (number + 1) / teams());
        return new Team(number, through - before, seed, end.minus(AGE), AGE);
    }
}
