package dev.millrace.flow;

import dev.millrace.model.StageRun;
import dev.millrace.valuestream.DeliveryStages;
import dev.millrace.valuestream.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What one build or deployment says of its time: queued it waits, running it is active, except while every running part of it
 * waits for an agent or a person. Stages state how long they waited, but not when; the wait is placed at their beginning, where
 * input directives and agent allocation stand, so that sums are exact.
 */
final class AttemptClaims {

    private record Wait(Instant start, Instant end, Stage stage, String runId) {
        boolean covers(Instant at) {
            return !at.isBefore(start) && at.isBefore(end);
        }
    }

    private final DeliveryStages stages;
    private final Attempt attempt;

    AttemptClaims(DeliveryStages stages, Attempt attempt) {
        this.stages = stages;
        this.attempt = attempt;
    }

    /** Its claims between the merge of a change and its delivery. */
    List<Visit> claims(Instant from, @Nullable Instant until) {
        List<Visit> claims = new ArrayList<>();
        Instant running = attempt.startedAt() == null ? attempt.endedAt() : attempt.startedAt();
        Stage queue = attempt.deploys() ? stages.beforeDeploy() : stages.beforeBuild();
        add(claims, queue, attempt.queuedAt(), running, from, until);
        if (attempt.startedAt() != null) {
            running(claims, attempt.startedAt(), from, until);
        }
        return claims;
    }

    private void running(List<Visit> claims, Instant start, Instant from, @Nullable Instant until) {
        List<Wait> waits = waits();
        List<StageRun> leaves = leaves();
        TreeSet<Instant> edges = new TreeSet<>();
        edges.add(start);
        for (Wait wait : waits) {
            edges.add(wait.start());
            edges.add(wait.end());
        }
        for (StageRun leaf : leaves) {
            edges.add(leaf.start());
            edges.add(leaf.end());
        }
        edges.removeIf(
                edge -> edge.isBefore(start) || (attempt.endedAt() != null && !edge.isBefore(attempt.endedAt())));
        List<Instant> ordered = List.copyOf(edges);
        Stage before = null;
        Instant since = start;
        for (Instant edge : ordered) {
            Stage now = stageAt(edge, waits, leaves);
            if (before != null && !before.equals(now)) {
                add(claims, before, since, edge, from, until);
                since = edge;
            }
            before = now;
        }
        if (before != null) {
            add(claims, before, since, attempt.endedAt(), from, until);
        }
    }

    private Stage stageAt(Instant at, List<Wait> waits, List<StageRun> leaves) {
        Set<String> waiting = new HashSet<>();
        Stage stage = null;
        for (Wait wait : waits) {
            if (wait.covers(at)) {
                waiting.add(wait.runId());
                stage = stage == null || wait.stage().equals(stages.approving()) ? wait.stage() : stage;
            }
        }
        boolean works = leaves.stream()
                .anyMatch(
                        leaf -> !at.isBefore(leaf.start()) && at.isBefore(leaf.end()) && !waiting.contains(leaf.id()));
        Stage active = attempt.deploys() ? stages.deploying() : stages.building();
        return stage == null || works ? active : stage;
    }

    private List<Wait> waits() {
        List<Wait> waits = new ArrayList<>();
        for (StageRun run : attempt.stages()) {
            if (run.start() == null) {
                continue;
            }
            Instant pauseEnd = run.start().plus(orZero(run.inputPause()));
            Instant agentEnd = pauseEnd.plus(orZero(run.agentWait()));
            if (pauseEnd.isAfter(run.start())) {
                waits.add(new Wait(run.start(), pauseEnd, stages.approving(), run.id()));
            }
            if (agentEnd.isAfter(pauseEnd)) {
                waits.add(new Wait(pauseEnd, agentEnd, stages.beforeAgent(), run.id()));
            }
        }
        return waits;
    }

    private List<StageRun> leaves() {
        Set<String> parents = new HashSet<>();
        for (StageRun run : attempt.stages()) {
            if (run.parentId() != null) {
                parents.add(run.parentId());
            }
        }
        return attempt.stages().stream()
                .filter(run -> !parents.contains(run.id()) && run.start() != null && run.end() != null)
                .toList();
    }

    /** A wait that was not measured moves no boundary; it is not counted as 0. */
    private static Duration orZero(@Nullable Duration duration) {
        return duration == null ? Duration.ZERO : duration;
    }

    private void add(
            List<Visit> claims,
            Stage stage,
            Instant start,
            @Nullable Instant end,
            Instant from,
            @Nullable Instant until) {
        Instant cutStart = start.isBefore(from) ? from : start;
        Instant cutEnd = end == null || (until != null && until.isBefore(end)) ? until : end;
        if (cutEnd == null || cutStart.isBefore(cutEnd)) {
            claims.add(new Visit(attempt.history().artifact(), attempt.state(), stage, cutStart, cutEnd));
        }
    }
}
