package dev.millrace.flow;

import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Figure;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.Reason;
import dev.millrace.model.Workflow;
import dev.millrace.sprint.SprintStay;
import dev.millrace.valuestream.ItemType;
import dev.millrace.valuestream.OriginEvidence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The flow of one work item through one cycle, as of an instant: its timeline and every figure that follows from it. An item
 * that is re-opened late has several cycles, each an {@code ItemFlow} of its own.
 *
 * @param item the item's fields as last read
 * @param type its type at the stop, or as of the report while it is open
 * @param cycle 1 for the first; each late re-open begins the next
 * @param status where it stands as of the report
 * @param asOf the instant of the report: what happened later is not in it
 * @param createdAt when the cycle began: creation, of a pull request its coding, or the late re-open
 * @param start the first active or waiting instant, or null if there was none
 * @param stop when the last run of done (or cancelled) began, or null while it is open; see {@link #stopKnown}
 * @param totals how the time from start to stop divides
 * @param flowTime start to stop
 * @param leadTime {@code createdAt} to stop
 * @param efficiency active / (active + waiting), from 0 to 1
 * @param segments the timeline from {@code createdAt} to {@code asOf} or the next cycle: gapless, without overlap
 * @param visits every visit of the item and its sub-tasks, ordered by start
 * @param reopenings how often it left a closed stage within this cycle
 * @param backwardMoves how often it went to an earlier stage, not counting re-opens
 * @param stalled active intervals without any event for longer than the definition's limit
 * @param gaps what the completeness ledger says is missing
 * @param chain what the flow is based on besides the item's own status
 * @param handOffs when the work went from one person, team or tool to another between start and stop, in order
 * @param types what its type was and from when on, in order, from the beginning of the cycle; the last is {@code type}
 * @param workflow whose issues it is compared with, by its type at the stop; says no type where its waiting was seen and that of others
 *     does not matter
 * @param sprints when it was in which sprint; not limited to the cycle, nor to {@code asOf}
 * @param origin by whom it was written, of all cycles
 * @param pullRequests how its pull requests went through reviews, of all cycles; other items can have the same
 */
public record ItemFlow(
        ArtifactSnapshot item,
        ItemType type,
        int cycle,
        Status status,
        Instant asOf,
        Instant createdAt,
        @Nullable Instant start,
        @Nullable Instant stop,
        FlowTotals totals,
        Figure<Duration> flowTime,
        Figure<Duration> leadTime,
        Figure<Double> efficiency,
        List<Segment> segments,
        List<Visit> visits,
        int reopenings,
        int backwardMoves,
        List<Period> stalled,
        List<LedgerEntry> gaps,
        Chain chain,
        List<HandOff> handOffs,
        List<TypePeriod> types,
        Workflow workflow,
        List<SprintStay> sprints,
        OriginEvidence origin,
        List<PullRequestFlow> pullRequests) {

    /** Where an item stands as of a report. */
    public enum Status {
        /** Never active or waiting yet. */
        NOT_STARTED,
        /** Started and not stopped: in the flow load. */
        IN_FLOW,
        /** Delivered. */
        DONE,
        /** Ended without being delivered. */
        CANCELLED
    }

    /**
     * An interval of time.
     *
     * @param start its first instant
     * @param end the first instant after it
     */
    public record Period(Instant start, Instant end) {}

    /**
     * An interval in which an item had one type.
     *
     * @param from its first instant
     * @param type the type
     */
    public record TypePeriod(Instant from, ItemType type) {}

    /** Copies the lists and checks that start, stop and totals fit together. */
    public ItemFlow {
        Objects.requireNonNull(item, "item");
        segments = List.copyOf(segments);
        visits = List.copyOf(visits);
        stalled = List.copyOf(stalled);
        gaps = List.copyOf(gaps);
        handOffs = List.copyOf(handOffs);
        types = List.copyOf(types);
        sprints = List.copyOf(sprints);
        Objects.requireNonNull(origin, "origin");
        pullRequests = List.copyOf(pullRequests);
        if (types.isEmpty() || types.get(types.size() - 1).type() != type) {
            throw new IllegalArgumentException(item.key() + " is a " + type + " but its types are " + types);
        }
        Objects.requireNonNull(chain, "chain");
        Objects.requireNonNull(workflow, "workflow");
        boolean closed = status == Status.DONE || status == Status.CANCELLED;
        if (closed != (stop != null)) {
            throw new IllegalArgumentException(item.key() + " is " + status + " but its stop is " + stop);
        }
        Duration expected = start == null ? Duration.ZERO : Duration.between(start, stop == null ? asOf : stop);
        if (!totals.elapsed().equals(expected)) {
            throw new IllegalArgumentException(item.key() + ": the parts of its time sum to " + totals.elapsed()
                    + " but start to stop is " + expected);
        }
    }

    /** The same flow with other fields of the item and its chain, for a surface that may not show all of them. */
    public ItemFlow with(ArtifactSnapshot otherItem, Chain otherChain) {
        return with(otherItem, otherChain, efficiency);
    }

    /** The same flow, whose waiting others let know. */
    ItemFlow with(Figure<Double> otherEfficiency) {
        return with(item, chain, otherEfficiency);
    }

    private ItemFlow with(ArtifactSnapshot otherItem, Chain otherChain, Figure<Double> otherEfficiency) {
        return new ItemFlow(
                otherItem,
                type,
                cycle,
                status,
                asOf,
                createdAt,
                start,
                stop,
                totals,
                flowTime,
                leadTime,
                otherEfficiency,
                segments,
                visits,
                reopenings,
                backwardMoves,
                stalled,
                gaps,
                otherChain,
                handOffs,
                types,
                workflow,
                sprints,
                origin,
                pullRequests);
    }

    /** Whether its own history does not show whether it waited; {@link WaitingUse} may. */
    public boolean waitingNotSeen() {
        return efficiency
                .reason()
                .filter(why -> why.code() == Reason.Code.WAITING_NOT_OBSERVABLE)
                .isPresent();
    }

    /** What its type was at an instant; before the cycle the type that it began with. */
    public ItemType typeAt(Instant instant) {
        ItemType at = types.get(0).type();
        for (TypePeriod spell : types) {
            if (spell.from().isAfter(instant)) {
                break;
            }
            at = spell.type();
        }
        return at;
    }

    /**
     * Whether it is known when it stopped. Else {@link #stop} is the latest instant at which it can have stopped: it counts as done and in no
     * week, and no time that ends there is a figure.
     */
    public boolean stopKnown() {
        return leadTime.reason()
                .map(reason -> reason.code() != Reason.Code.STOP_UNKNOWN)
                .orElse(true);
    }

    /** When it stopped, or null while it is open, and where that is not known. */
    public @Nullable Instant knownStop() {
        return stopKnown() ? stop : null;
    }

    /** The earliest instant at which it can have stopped; the stop itself if that is known, null while it is open. */
    public @Nullable Instant earliestStop() {
        if (stop == null || stopKnown()) {
            return stop;
        }
        for (Segment segment : segments) {
            if (segment.end().equals(stop) && segment.stage() == null) {
                return segment.start();
            }
        }
        return stop;
    }

    /** Whether the item was started at all. */
    public boolean started() {
        return start != null;
    }
}
