package dev.millrace.buildcard;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The critical path of one build that has ended (Kelley and Walker, 1959): what the build's end waited for, from the end back to the
 * start. Of branches that run at the same time it is the one that ends last. The parts of the path add up to the build's time from
 * start to end.
 */
public final class CriticalPath {

    /** The share of a stage that is on no path. */
    public static final Share NONE = new Share(Duration.ZERO, Duration.ZERO);

    /**
     * What a stage has to do with the path.
     *
     * @param own the part of the path that is the stage's own, without the stages in it; 0 if it is not on the path
     * @param saves by how much the build would have ended earlier, at most, if the stage with all in it had taken no time: as
     *     long as that is, or until the next branch of a parallel around it is the last to end
     */
    public record Share(Duration own, Duration saves) {}

    /** A stage with known times, inside the times of what it lies in. */
    private record Timed(String id, Instant start, Instant end, List<Timed> inner) {
        Duration length() {
            return Duration.between(start, end);
        }
    }

    private final Map<String, Share> shares = new HashMap<>();
    private final Map<String, Duration> own = new HashMap<>();

    private CriticalPath() {}

    /**
     * The path of that build, by its {@link FoldedStages}.
     *
     * @return empty if it runs, has no stage, or its start or end is unknown
     */
    public static Optional<CriticalPath> of(BuildRecord build) {
        return of(build, StageTree.of(FoldedStages.of(build.stages())));
    }

    /** The same of a build whose stages somebody has placed already. */
    static Optional<CriticalPath> of(BuildRecord build, List<StageTree.Placed> stages) {
        Instant start = build.startedAt();
        Instant end = build.endedAt();
        if (start == null
                || end == null
                || end.isBefore(start)
                || build.stages().isEmpty()) {
            return Optional.empty();
        }
        CriticalPath path = new CriticalPath();
        Timed whole = tree(stages, start, end);
        path.walk(whole, end);
        path.save(whole, null);
        return Optional.of(path);
    }

    /** The share of a stage; {@link #NONE} if it ran beside the path, or its times are unknown. */
    public Share share(String stageId) {
        return shares.getOrDefault(stageId, NONE);
    }

    /** The part of the path that is in no stage. */
    public Duration outside() {
        return own.getOrDefault("", Duration.ZERO);
    }

    /** Goes back from {@code to}; takes of the inner stages the one that ended last before what is taken already. */
    private void walk(Timed stage, Instant to) {
        Duration mine = Duration.ZERO;
        Instant reached = to;
        for (Timed inner : stage.inner().stream()
                .sorted(Comparator.comparing(Timed::end).reversed())
                .toList()) {
            if (!inner.end().isAfter(reached) && inner.start().isBefore(reached)) {
                mine = mine.plus(Duration.between(inner.end(), reached));
                walk(inner, inner.end());
                reached = inner.start();
            }
        }
        own.merge(stage.id(), mine.plus(Duration.between(stage.start(), reached)), Duration::plus);
    }

    /** What the stages in it save at most; {@code limit} is what all around them lets through, null for everything. */
    private void save(Timed stage, @Nullable Duration limit) {
        List<Timed> byStart = stage.inner().stream()
                .sorted(Comparator.comparing(Timed::start))
                .toList();
        int from = 0;
        while (from < byStart.size()) {
            Instant end = byStart.get(from).end();
            int to = from + 1;
            while (to < byStart.size() && byStart.get(to).start().isBefore(end)) {
                end = later(end, byStart.get(to).end());
                to++;
            }
            sideBySide(byStart.subList(from, to), limit);
            from = to;
        }
    }

    private void sideBySide(List<Timed> stages, @Nullable Duration limit) {
        List<Instant> ends = stages.stream()
                .map(Timed::end)
                .sorted(Comparator.reverseOrder())
                .toList();
        for (Timed stage : stages) {
            Duration lead = limit;
            if (stages.size() > 1) {
                Duration first =
                        stage.end().equals(ends.get(0)) ? Duration.between(ends.get(1), ends.get(0)) : Duration.ZERO;
                lead = limit == null || first.compareTo(limit) < 0 ? first : limit;
            }
            Duration saves = lead == null || stage.length().compareTo(lead) < 0 ? stage.length() : lead;
            shares.put(stage.id(), new Share(own.getOrDefault(stage.id(), Duration.ZERO), saves));
            save(stage, lead);
        }
    }

    private static Timed tree(List<StageTree.Placed> stages, Instant start, Instant end) {
        Timed whole = new Timed("", start, end, new ArrayList<>());
        Map<String, Timed> known = new HashMap<>();
        Map<String, String> parents = new HashMap<>();
        Set<String> done = new HashSet<>();
        for (StageTree.Placed placed : stages) {
            StageRecord stage = placed.stage();
            if (stage.parentId() != null) {
                parents.put(stage.id(), stage.parentId());
            }
            Timed around = around(stage.parentId(), known, parents, whole);
            if (stage.start() != null && stage.end() != null && done.add(stage.id())) {
                Instant from = later(stage.start(), around.start());
                Instant to = stage.end().isBefore(around.end()) ? stage.end() : around.end();
                if (!to.isBefore(from)) {
                    Timed timed = new Timed(stage.id(), from, to, new ArrayList<>());
                    known.put(stage.id(), timed);
                    around.inner().add(timed);
                }
            }
        }
        return whole;
    }

    /** The nearest stage around it that has times. */
    private static Timed around(
            @Nullable String id, Map<String, Timed> known, Map<String, String> parents, Timed whole) {
        String each = id;
        for (int depth = 0; each != null && depth <= parents.size(); depth++) {
            Timed timed = known.get(each);
            if (timed != null) {
                return timed;
            }
            each = parents.get(each);
        }
        return whole;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
