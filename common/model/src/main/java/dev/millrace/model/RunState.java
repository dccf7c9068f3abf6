package dev.millrace.model;

import dev.millrace.model.FlowEvent.Created;
import dev.millrace.model.FlowEvent.StateChanged;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the states of builds and deployments say of where a run stands: whatever neither waits nor runs is an end. */
public final class RunState {

    private static final Set<String> BEFORE_START = Set.of("queued", "pending", "waiting");
    private static final Set<String> RUNNING = Set.of("running", "in_progress");

    private RunState() {}

    /** Whether a run in the state of that name has not begun to run. */
    public static boolean isBeforeStart(String name) {
        return BEFORE_START.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Whether a run in the state of that name runs. */
    public static boolean isRunning(String name) {
        return RUNNING.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Whether a run in the state of that name has ended, well or not. */
    public static boolean isEnd(String name) {
        return !isBeforeStart(name) && !isRunning(name);
    }

    /**
     * The state in which a run had ended by an instant although its end is not known: its fields name an end, and none of its events
     * does, such as for a build that a crash of its controller cut off. Empty if its end is known, or it has none.
     *
     * @param run its history; events after the instant do not count, and neither do fields that changed after it
     */
    public static Optional<NativeState> unseenEnd(ArtifactHistory run, Instant asOf) {
        NativeState last = run.snapshot().state();
        boolean ended = last != null
                && isEnd(last.name())
                && !run.snapshot().updatedAt().isAfter(asOf)
                && run.events().stream().noneMatch(event -> tellsEnd(event, asOf));
        return Optional.ofNullable(last).filter(state -> ended);
    }

    private static boolean tellsEnd(FlowEvent event, Instant asOf) {
        if (event.occurredAt().isAfter(asOf)) {
            return false;
        }
        return event instanceof StateChanged change
                ? isEnd(change.to().name())
                : event instanceof Created created && isEnd(created.state().name());
    }
}
