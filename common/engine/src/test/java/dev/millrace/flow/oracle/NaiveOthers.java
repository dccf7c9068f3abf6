package dev.millrace.flow.oracle;

import dev.millrace.flow.oracle.NaiveHistory.Held;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.NativeType;
import dev.millrace.model.StateCatalogue;
import dev.millrace.valuestream.Stage;
import dev.millrace.valuestream.StageKind;
import dev.millrace.valuestream.ValueStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rule S13: what other issues tell of one that waited nowhere.
 *
 * @param issues all there are; of other projects too
 * @param stream whose rules say what a state stands for
 * @param catalogue what the tool says of its states
 * @param asOf the instant of the report
 */
record NaiveOthers(List<ArtifactHistory> issues, ValueStream stream, StateCatalogue catalogue, Instant asOf) {

    /** Whether most of those like it that were done when it stopped, and not for long, had been in one waiting stage. */
    boolean s13MostWait(ArtifactHistory item, Instant stop) {
        List<Set<Stage>> passed = new ArrayList<>();
        for (ArtifactHistory issue : issues) {
            boolean another = !issue.artifact().equals(item.artifact())
                    && issue.artifact().tool().equals(item.artifact().tool())
                    && issue.snapshot().project().equals(item.snapshot().project());
            Set<Stage> stages = another ? s13Passed(issue, stop, s12Type(item, stop)) : null;
            if (stages != null) {
                passed.add(stages);
            }
        }
        Set<Stage> all = new HashSet<>();
        passed.forEach(all::addAll);
        return passed.size() >= 3
                && all.stream().anyMatch(stage -> {
                    long with = passed.stream()
                            .filter(stages -> stages.contains(stage))
                            .count();
                    return with > passed.size() - with;
                });
    }

    /** The waiting stages that an issue had been in; null if it does not count. */
    private @Nullable Set<Stage> s13Passed(ArtifactHistory issue, Instant stop, @Nullable NativeType type) {
        NaiveHistory history = new NaiveHistory(issue, stream, catalogue, asOf);
        List<Held> visits = history.h1Visits();
        int now = -1;
        while (now + 1 < visits.size() && !visits.get(now + 1).since().isAfter(stop)) {
            now++;
        }
        int done = now;
        while (done >= 0 && isDone(history.stageOf(visits, done))) {
            done--;
        }
        if (done == now) {
            return null; // it was not there yet, or was not done
        }
        Held first = visits.get(done + 1);
        boolean inTime = first.since().isBefore(stop)
                && Duration.between(first.since(), stop).compareTo(Duration.ofDays(90)) <= 0;
        if (!inTime || !history.seenAt(first.since()) || !same(s12Type(issue, first.since()), type)) {
            return null;
        }
        Set<Stage> stages = new HashSet<>();
        for (Held visit : visits.subList(0, done + 1)) {
            Stage stage = history.h6StageOf(visit.state(), stop);
            if (stage != null && stage.kind() == StageKind.WAITING) {
                stages.add(stage);
            }
        }
        return stages;
    }

    private static boolean isDone(@Nullable Stage stage) {
        return stage != null && stage.kind() == StageKind.DONE;
    }

    /** The type at an instant: the last change by then, else what the next one changed, else what it was created as, or is now. */
    private static @Nullable NativeType s12Type(ArtifactHistory issue, Instant at) {
        NativeType type = issue.snapshot().type();
        for (FlowEvent event : issue.events()) {
            if (event instanceof FlowEvent.Created created && created.type() != null) {
                type = created.type();
            }
        }
        FlowEvent.TypeChanged last = null;
        FlowEvent.TypeChanged next = null;
        for (FlowEvent event : issue.events()) {
            if (event instanceof FlowEvent.TypeChanged change) {
                if (!change.occurredAt().isAfter(at)) {
                    last = change;
                } else if (next == null) {
                    next = change;
                }
            }
        }
        return last != null ? last.to() : next != null ? next.from() : type;
    }

    private static boolean same(@Nullable NativeType one, @Nullable NativeType other) {
        return one == null || other == null ? one == other : one.sameAs(other);
    }
}
