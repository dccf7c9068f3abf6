package dev.millrace.flow;

import dev.millrace.flow.HandOff.Kind;
import dev.millrace.model.Actor;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.FlowEvent.AssigneeChanged;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.SegmentKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the hand-offs of one cycle. */
final class HandOffs {

    private record Change(Instant at, Kind kind) {}

    private HandOffs() {}

    /** The hand-offs between start and stop, in order. */
    static List<HandOff> of(ItemHistory history, List<Segment> segments, Teams teams) {
        List<Segment> counted =
                segments.stream().filter(segment -> segment.kind().counted()).toList();
        if (counted.isEmpty()) {
            return List.of();
        }
        Instant start = counted.get(0).start();
        Instant end = counted.get(counted.size() - 1).end();
        List<Change> changes = new ArrayList<>();
        Stream.concat(Stream.of(history.item()), history.subTasks().stream())
                .forEach(artifact -> people(artifact, start, end, changes));
        Set<Instant> toOtherTeams = Set.copyOf(teams.changes(counted));
        toOtherTeams.forEach(at -> changes.add(new Change(at, Kind.TEAM)));
        for (int i = 1; i < counted.size(); i++) {
            boolean otherTool = !counted.get(i)
                    .source()
                    .tool()
                    .equals(counted.get(i - 1).source().tool());
            if (otherTool && !toOtherTeams.contains(counted.get(i).start())) {
                changes.add(new Change(counted.get(i).start(), Kind.TOOL));
            }
        }
        changes.sort(Comparator.comparing(Change::at).thenComparing(Change::kind));
        List<HandOff> handOffs = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            Instant next = i + 1 < changes.size() ? changes.get(i + 1).at() : end;
            handOffs.add(new HandOff(change.at(), change.kind(), waiting(counted, change.at(), next)));
        }
        return handOffs;
    }

    /** A first assignment hands nothing over; to take somebody off and put another on is one hand-off. */
    private static void people(ArtifactHistory artifact, Instant start, Instant end, List<Change> changes) {
        Actor last = null;
        for (FlowEvent event : artifact.events()) {
            if (!(event instanceof AssigneeChanged change)) {
                continue;
            }
            Actor before = change.from() == null ? last : change.from();
            if (change.to() != null) {
                if (differ(before, change.to())
                        && !change.occurredAt().isBefore(start)
                        && change.occurredAt().isBefore(end)) {
                    changes.add(new Change(change.occurredAt(), Kind.PERSON));
                }
                last = change.to();
            } else {
                last = before;
            }
        }
    }

    private static boolean differ(@Nullable Actor before, Actor after) {
        return before != null && !before.pseudonym().equals(after.pseudonym());
    }

    private static Duration waiting(List<Segment> segments, Instant from, Instant next) {
        Instant until = from;
        for (Segment segment : segments) {
            boolean touches = !segment.start().isAfter(until) && segment.end().isAfter(until);
            if (touches && segment.kind() == SegmentKind.WAITING) {
                until = segment.end();
            } else if (touches) {
                break;
            }
        }
        Instant end = until.isBefore(next) ? until : next;
        return end.isAfter(from) ? Duration.between(from, end) : Duration.ZERO;
    }
}
