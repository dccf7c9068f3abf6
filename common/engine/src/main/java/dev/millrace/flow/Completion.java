package dev.millrace.flow;

import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.FlowEvent.Created;
import dev.millrace.model.FlowEvent.TypeChanged;
import dev.millrace.model.NativeState;
import dev.millrace.model.NativeType;
import dev.millrace.model.Workflow;
import dev.millrace.valuestream.StageKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * That an issue was done, by its own state: an unbroken run of visits to done stages, of which is known when it began.
 *
 * @param workflow whose issue it was when it was done
 * @param since when the run began
 * @param until when it ended, or null if it has not
 * @param through the states that the issue had been in by then
 */
public record Completion(
        Workflow workflow, Instant since, @Nullable Instant until, Set<NativeState> through) {

    /** Copies the set. */
    public Completion {
        Objects.requireNonNull(workflow, "workflow");
        Objects.requireNonNull(since, "since");
        through = Set.copyOf(through);
    }

    /** Whether it was done at that instant. */
    boolean heldAt(Instant at) {
        return !at.isBefore(since) && (until == null || at.isBefore(until));
    }

    /** Those of an issue with these visits, in order. */
    static List<Completion> of(ArtifactHistory history, VisitHistory read) {
        List<Completion> all = new ArrayList<>();
        Set<NativeState> through = new LinkedHashSet<>();
        List<Visit> visits = read.visits();
        for (int i = 0; i < visits.size(); i++) {
            Instant since = visits.get(i).start();
            int last = i;
            while (last < visits.size() && done(visits.get(last))) {
                last++;
            }
            if (last > i) {
                Instant until = visits.get(last - 1).end();
                if (!since.equals(until) && !read.unseen().contains(since)) {
                    Workflow workflow = Workflow.of(history.snapshot(), typeAt(history, since));
                    all.add(new Completion(workflow, since, until, through));
                }
                visits.subList(i, last).forEach(visit -> through.add(visit.state()));
                i = last - 1;
            } else {
                through.add(visits.get(i).state());
            }
        }
        return all;
    }

    private static boolean done(Visit visit) {
        return visit.stage() != null && visit.stage().kind() == StageKind.DONE;
    }

    /** What type an issue had, in its tool's words; null if the tool does not say. */
    static @Nullable NativeType typeAt(ArtifactHistory history, Instant instant) {
        NativeType type = null;
        boolean known = false;
        for (FlowEvent event : history.events()) {
            if (event instanceof Created created && created.type() != null) {
                type = created.type();
                known = true;
            } else if (event instanceof TypeChanged change) {
                boolean later = change.occurredAt().isAfter(instant);
                if (!later) {
                    type = change.to();
                } else if (!known) {
                    type = change.from();
                }
                known = true;
                if (later) {
                    break;
                }
            }
        }
        return known ? type : history.snapshot().type();
    }
}
