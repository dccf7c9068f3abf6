package dev.millrace.flow;

import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.FlowEvent.ParentChanged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When a sub-task was a part of its parent: what it did before, or under another parent, claims nothing of this one. */
final class Membership {

    /** Of an artifact that was always a part, or that is no part of anything. */
    static final Membership ALWAYS = new Membership(List.of(new Period(null, null)));

    private record Period(@Nullable Instant start, @Nullable Instant end) {}

    private final List<Period> periods;

    private Membership(List<Period> periods) {
        this.periods = List.copyOf(periods);
    }

    /** When the one was a part of the other. Without any change of parent it always was. */
    static Membership of(ArtifactHistory subTask, ArtifactId parent) {
        List<Period> periods = new ArrayList<>();
        boolean changed = false;
        boolean part = false;
        Instant since = null;
        for (FlowEvent event : subTask.events()) {
            if (event instanceof ParentChanged change) {
                part = changed ? part : parent.equals(change.from());
                changed = true;
                if (part) {
                    periods.add(new Period(since, change.occurredAt()));
                }
                part = parent.equals(change.to());
                since = change.occurredAt();
            }
        }
        if (!changed) {
            return ALWAYS;
        }
        if (part) {
            periods.add(new Period(since, null));
        } else if (parent.equals(subTask.snapshot().parent())) {
            // the tool shows another parent than the last entry led to
            Instant shown = subTask.snapshot().updatedAt();
            periods.add(new Period(since != null && shown.isBefore(since) ? since : shown, null));
        }
        return new Membership(periods);
    }

    boolean holdsAt(Instant instant) {
        for (Period period : periods) {
            boolean begun = period.start() == null || !instant.isBefore(period.start());
            if (begun && (period.end() == null || instant.isBefore(period.end()))) {
                return true;
            }
        }
        return false;
    }

    /** Adds the instants at which it became a part, or ceased to be one. */
    void addChanges(List<Instant> instants) {
        for (Period period : periods) {
            if (period.start() != null) {
                instants.add(period.start());
            }
            if (period.end() != null) {
                instants.add(period.end());
            }
        }
    }
}
