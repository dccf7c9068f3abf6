package dev.millrace.demo.bench;

import dev.millrace.facts.FactBatch;
import dev.millrace.store.Cursor;
import dev.millrace.store.FlowStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Writes an organisation into a store, team by team; every part of a team is one commit. */
public final class StoreFill {

    /** Receives the progress. */
    @FunctionalInterface
    public interface Listener {
        /** So many of all items are stored, and so many events. */
        void filled(long items, long events);
    }

    /**
     * What was written.
     *
     * @param events how many
     * @param artifacts how many of them were added or changed
     * @param commitNanos how long the store took for it
     * @param until the instant up to which everything is stored
     */
    public record Filled(long events, long artifacts, long commitNanos, Instant until) {}

    private static final int TEAMS_WITH_NEWS = 20;
    private static final String CURSOR = "bench/organisation";

    private final FlowStore store;
    private final Organisation organisation;
    private long events;
    private long artifacts;
    private long commitNanos;

    /** A writer to that store, which is not closed. */
    public StoreFill(FlowStore store, Organisation organisation) {
        this.store = Objects.requireNonNull(store, "store");
        this.organisation = Objects.requireNonNull(organisation, "organisation");
    }

    /** Whether the store may be written to: it is empty, or holds this organisation, whole or in part. */
    public boolean fits() {
        return store.cursor(CURSOR)
                .map(cursor -> cursor.state().startsWith(organisation.text() + " "))
                .orElseGet(() -> store.lastRecordedAt().isEmpty());
    }

    /** Up to when the store holds the whole life of the organisation; empty if it does not yet. */
    public Optional<Instant> filledUntil() {
        return store.cursor(CURSOR)
                .map(cursor -> cursor.state().substring(organisation.text().length() + 1))
                .filter(until -> !until.isEmpty())
                .map(Instant::parse);
    }

    /** Writes what had happened by the end of the organisation. */
    public Filled fill(Listener listener) {
        begin();
        Facts definitions = new Facts();
        Workflow.addDefinitions(definitions);
        store.commit(definitions.batch(), new Cursor(CURSOR, organisation.text() + " "));
        for (int i = 0; i < organisation.teams(); i++) {
            put(organisation.team(i), Instant.MIN, organisation.end());
            listener.filled((long) organisation.items() * (i + 1) / organisation.teams(), events);
        }
        return filled(organisation.end());
    }

    /**
     * Writes the next events that happen after what the store holds, with what they change.
     *
     * @param wanted how many; fewer if the organisation is so small that they would take months
     * @throws IllegalStateException if the store is not filled
     */
    public Filled news(int wanted) {
        Instant after = filledUntil().orElseThrow(() -> new IllegalStateException("the store is not filled"));
        List<Instant> instants = new ArrayList<>();
        int step = Math.max(1, organisation.teams() / TEAMS_WITH_NEWS);
        for (int i = 0; i < organisation.teams(); i += step) {
            organisation.team(i).addInstants(after, instants);
        }
        begin();
        if (instants.isEmpty()) {
            return filled(after);
        }
        instants.sort(null);
        Instant until = instants.get(Math.min(wanted, instants.size()) - 1);
        // made once more: the lives of all these teams at once are some hundred megabytes
        for (int i = 0; i < organisation.teams(); i += step) {
            put(organisation.team(i), after, until);
        }
        return filled(until);
    }

    private void put(Team team, Instant after, Instant until) {
        commit("jira", team.issues(after, until));
        commit("github", team.code(after, until));
        commit("jenkins", team.builds(after, until));
    }

    private void commit(String source, FactBatch batch) {
        long begin = System.nanoTime();
        store.commit(batch, new Cursor("bench/" + source, Long.toString(events)));
        commitNanos += System.nanoTime() - begin;
        events += batch.events().size();
        artifacts += batch.snapshots().size();
    }

    private void begin() {
        events = 0;
        artifacts = 0;
        commitNanos = 0;
    }

    private Filled filled(Instant until) {
        store.commit(FactBatch.empty(), new Cursor(CURSOR, organisation.text() + " " + until));
        return new Filled(events, artifacts, commitNanos, until);
    }
}
