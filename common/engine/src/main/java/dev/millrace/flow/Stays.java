package dev.millrace.flow;

import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.FlowEvent.Created;
import dev.millrace.model.FlowEvent.StateChanged;
import dev.millrace.model.NativeState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The states of an artifact with their starts, by its history and the state that its tool shows now. A history may lack three
 * things; the time without information is in the state {@link #UNKNOWN}:
 *
 * <ol>
 *   <li>an entry between two others: the later begins in another state than the earlier led to;
 *   <li>the last entry: it leads to another state than the tool shows now;
 *   <li>the entry that closed it, where its first known state is closed already: nothing is done when it is created.
 * </ol>
 */
final class Stays {

    /** The state of an artifact while its state is not known. */
    static final NativeState UNKNOWN = new NativeState(null, "(unknown)");

    /**
     * A state that an artifact was in from some instant on.
     *
     * @param state the state
     * @param start since when
     * @param seen whether the history has its beginning; else it began then at the latest
     */
    record Stay(NativeState state, Instant start, boolean seen) {}

    private final ArtifactHistory history;
    private final Instant asOf;
    private final BiPredicate<NativeState, Instant> closes;
    private final List<Stay> stays = new ArrayList<>();

    private Stays(ArtifactHistory history, Instant asOf, BiPredicate<NativeState, Instant> closes) {
        this.history = history;
        this.asOf = asOf;
        this.closes = closes;
    }

    /**
     * The stays in order; each but the last ends where the next begins, and some begin after {@code asOf}.
     *
     * @param asOf the instant of the report; a state that was read later is ignored
     * @param closes whether a state that was entered at an instant is done or cancelled
     */
    static List<Stay> of(ArtifactHistory history, Instant asOf, BiPredicate<NativeState, Instant> closes) {
        Stays all = new Stays(history, asOf, closes);
        all.read();
        return all.stays;
    }

    /** When it was created, by its history or else by what the tool shows. */
    static Instant created(ArtifactHistory history) {
        Created event = creation(history);
        return event == null ? history.snapshot().createdAt() : event.occurredAt();
    }

    private void read() {
        List<StateChanged> changes = new ArrayList<>();
        for (FlowEvent event : history.events()) {
            if (event instanceof StateChanged change) {
                changes.add(change);
            }
        }
        NativeState state = first(changes);
        Instant since = begin(changes);
        addFirst(state, since, changes.isEmpty() ? null : changes.get(0).occurredAt());
        since = stays.get(stays.size() - 1).start();
        for (StateChanged change : changes) {
            if (tracked() && !change.from().sameAs(state)) {
                addUnknown(since, change.occurredAt());
                stays.add(new Stay(change.to(), change.occurredAt(), true));
            } else if (!change.to().sameAs(state)) {
                stays.add(new Stay(change.to(), change.occurredAt(), true));
            }
            state = change.to();
            since = change.occurredAt();
        }
        if (tracked()) {
            addPresent(state, since);
        }
    }

    /** Whether its states are those of a workflow; the states of a pull request or a build follow from other facts as well. */
    private boolean tracked() {
        return history.artifact().kind() == ArtifactKind.ISSUE;
    }

    private void addFirst(NativeState state, Instant begin, @Nullable Instant next) {
        if (!tracked() || !closes.test(state, begin)) {
            stays.add(new Stay(state, begin, true));
            return;
        }
        Instant resolved = Resolutions.resolvedAt(history, null, next);
        Instant from = resolved != null && resolved.isBefore(begin) ? resolved : begin;
        if (resolved != null) {
            addUnknown(from, resolved);
            stays.add(new Stay(state, resolved, true));
        } else if (next != null) {
            addUnknown(from, next);
            stays.add(new Stay(state, next, false));
        } else {
            Instant shown = later(from, history.snapshot().updatedAt());
            NativeState present = history.snapshot().state();
            boolean holds = (present == null || present.sameAs(state)) && !shown.isAfter(asOf);
            if (holds) {
                addUnknown(from, shown);
                stays.add(new Stay(state, shown, false));
            } else {
                stays.add(new Stay(UNKNOWN, from, true));
            }
        }
    }

    /** What the tool shows now, where the history ends elsewhere. */
    private void addPresent(NativeState last, Instant since) {
        NativeState present = history.snapshot().state();
        Instant updated = history.snapshot().updatedAt();
        if (present == null || present.sameAs(last) || updated.isAfter(asOf)) {
            return;
        }
        boolean closed = closes.test(present, updated);
        Instant resolved = closed ? Resolutions.resolvedAt(history, since, null) : null;
        Instant from = resolved == null ? later(since, updated) : resolved;
        addUnknown(since, from);
        stays.add(new Stay(present, from, !closed || resolved != null));
    }

    private void addUnknown(Instant from, Instant to) {
        boolean there = !stays.isEmpty() && stays.get(stays.size() - 1).state().equals(UNKNOWN);
        if (from.isBefore(to) && !there) {
            stays.add(new Stay(UNKNOWN, from, true));
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    /** Imported issues can have changes older than their own creation; these are kept. */
    private Instant begin(List<StateChanged> changes) {
        Instant created = created(history);
        Instant first = changes.isEmpty() ? created : changes.get(0).occurredAt();
        return first.isBefore(created) ? first : created;
    }

    private NativeState first(List<StateChanged> changes) {
        Created created = creation(history);
        if (created != null) {
            return created.state();
        } else if (!changes.isEmpty()) {
            return changes.get(0).from();
        }
        NativeState now = history.snapshot().state();
        return now == null ? UNKNOWN : now;
    }

    private static @Nullable Created creation(ArtifactHistory history) {
        for (FlowEvent event : history.events()) {
            if (event instanceof Created created) {
                return created;
            }
        }
        return null;
    }
}
