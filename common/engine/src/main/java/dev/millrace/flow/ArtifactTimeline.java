package dev.millrace.flow;

import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.FlowEvent.BlockerChanged;
import dev.millrace.model.FlowEvent.FlagChanged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One artifact on the time axis: which state it was in, and whether something blocked it, at every instant up to a report. */
final class ArtifactTimeline {

    private record BlockedInterval(Instant start, @Nullable Instant end, FlowRule rule) {
        boolean covers(Instant at) {
            return !at.isBefore(start) && (end == null || at.isBefore(end));
        }
    }

    private final List<Visit> visits;

    /** Flags before links. */
    private final List<BlockedInterval> blocks;

    private final Membership membership;

    private ArtifactTimeline(List<Visit> visits, List<BlockedInterval> blocks, Membership membership) {
        this.visits = visits;
        this.blocks = blocks;
        this.membership = membership;
    }

    /**
     * The timeline of one artifact.
     *
     * @param blockers the visits of the artifacts its links may name, by upper-cased key; what is not captured blocks nothing,
     *     because the end of the block would not be known
     */
    static ArtifactTimeline of(
            ArtifactHistory history, List<Visit> visits, Map<String, List<Visit>> blockers, Instant asOf) {
        List<BlockedInterval> blocks = new ArrayList<>(flags(history, asOf));
        blocks.addAll(links(history, blockers, asOf));
        return new ArtifactTimeline(visits, List.copyOf(blocks), Membership.ALWAYS);
    }

    /** The same timeline, which claims something only while it is a part of its parent. */
    ArtifactTimeline during(Membership times) {
        return new ArtifactTimeline(visits, blocks, times);
    }

    /** All visits, also those from when it was no part of its parent. */
    List<Visit> visits() {
        return visits;
    }

    /** Adds every instant at which something changes in this timeline. */
    void addChanges(List<Instant> instants) {
        membership.addChanges(instants);
        for (Visit visit : visits) {
            instants.add(visit.start());
        }
        for (BlockedInterval block : blocks) {
            instants.add(block.start());
            if (block.end() != null) {
                instants.add(block.end());
            }
        }
    }

    /** The visit that holds the instant; null before the first one, and while it is no part. Visits of no length hold none. */
    @Nullable Visit at(Instant instant) {
        if (!membership.holdsAt(instant)) {
            return null;
        }
        int low = 0;
        int high = visits.size() - 1;
        int found = -1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (visits.get(middle).start().isAfter(instant)) {
                high = middle - 1;
            } else {
                found = middle;
                low = middle + 1;
            }
        }
        return found < 0 ? null : visits.get(found);
    }

    /** The rule by which it is blocked at the instant, or null: a flag is named before a link. */
    @Nullable FlowRule blockedAt(Instant instant) {
        for (BlockedInterval block : blocks) {
            if (block.covers(instant)) {
                return block.rule();
            }
        }
        return null;
    }

    private static List<BlockedInterval> flags(ArtifactHistory history, Instant asOf) {
        List<BlockedInterval> blocks = new ArrayList<>();
        Instant since = null;
        for (var event : history.events()) {
            if (event instanceof FlagChanged flag && !flag.occurredAt().isAfter(asOf)) {
                if (flag.raised() && since == null) {
                    since = flag.occurredAt();
                } else if (!flag.raised() && since != null) {
                    blocks.add(new BlockedInterval(since, flag.occurredAt(), FlowRule.FLAG));
                    since = null;
                }
            }
        }
        if (since != null) {
            blocks.add(new BlockedInterval(since, null, FlowRule.FLAG));
        }
        return blocks;
    }

    private static List<BlockedInterval> links(
            ArtifactHistory history, Map<String, List<Visit>> blockers, Instant asOf) {
        Map<String, List<BlockerChanged>> byKey = new TreeMap<>();
        for (var event : history.events()) {
            if (event instanceof BlockerChanged change && !change.occurredAt().isAfter(asOf)) {
                byKey.computeIfAbsent(change.blockerKey().toUpperCase(Locale.ROOT), key -> new ArrayList<>())
                        .add(change);
            }
        }
        List<BlockedInterval> blocks = new ArrayList<>();
        byKey.forEach((key, changes) -> {
            List<Visit> blocker = blockers.getOrDefault(key, List.of());
            Instant since = null;
            for (BlockerChanged change : changes) {
                if (change.added() && since == null) {
                    since = change.occurredAt();
                } else if (!change.added() && since != null) {
                    whileOpen(blocker, since, change.occurredAt(), blocks);
                    since = null;
                }
            }
            if (since != null) {
                whileOpen(blocker, since, null, blocks);
            }
        });
        return blocks;
    }

    /** A blocker blocks only while it is not closed itself. */
    private static void whileOpen(
            List<Visit> blocker, Instant linkedAt, @Nullable Instant unlinkedAt, List<BlockedInterval> blocks) {
        for (Visit visit : blocker) {
            boolean closed = visit.stage() != null && visit.stage().kind().closed();
            if (closed || visit.state().equals(Stays.UNKNOWN)) {
                continue; // a block in an unknown state is not known to be one
            }
            Instant start = visit.start().isBefore(linkedAt) ? linkedAt : visit.start();
            Instant end = earlier(visit.end(), unlinkedAt);
            if (end == null || start.isBefore(end)) {
                blocks.add(new BlockedInterval(start, end, FlowRule.BLOCKING_LINK));
            }
        }
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null) {
            return other;
        }
        return other == null || one.isBefore(other) ? one : other;
    }

    /** Visits of each blocker by upper-cased key. */
    static Map<String, List<Visit>> blockerVisits(
            Map<String, ArtifactHistory> blockers, VisitBuilder builder, Instant asOf) {
        Map<String, List<Visit>> visits = new HashMap<>();
        blockers.forEach((key, history) -> visits.put(key.toUpperCase(Locale.ROOT), builder.visits(history, asOf)));
        return visits;
    }
}
