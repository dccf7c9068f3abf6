package dev.millrace.flow.oracle;

import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ChainedChange;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.FlowEvent.Created;
import dev.millrace.valuestream.DeliveryStages;
import dev.millrace.valuestream.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules F3b to F3d of one change: what it claimed of one instant. */
record NaiveChange(ChainedChange change, DeliveryStages stages, Instant asOf) {

    /**
     * One thing that something says of an instant.
     *
     * @param stage what it stands for
     * @param source what says it
     * @param rule the number of the rule that it counts by
     */
    record Claim(Stage stage, ArtifactId source, String rule) {}

    List<Claim> claimsAt(Instant at) {
        List<Claim> claims = new ArrayList<>();
        f3bPullRequest(at, claims);
        Instant merged = mergedAt();
        if (merged != null && !at.isBefore(merged) && !deliveredBy(at)) {
            f3cBuildsAndDeployments(at, claims);
            f3dBetween(at, claims);
        }
        return claims;
    }

    private void f3bPullRequest(Instant at, List<Claim> claims) {
        Stage turn = isPullRequest() ? turns().at(at) : null;
        if (turn != null) {
            claims.add(new Claim(turn, change.source().artifact(), "F3b"));
        }
    }

    private void f3cBuildsAndDeployments(Instant at, List<Claim> claims) {
        for (NaiveRun run : runs()) {
            Stage stage = run.f3cStageAt(at);
            if (stage != null) {
                claims.add(new Claim(stage, run.id(), "F3c"));
            }
        }
    }

    /** Nothing is open, and either another run comes, or production is owed. */
    private void f3dBetween(Instant at, List<Claim> claims) {
        boolean quiet = runs().stream().noneMatch(run -> run.openAt(at));
        boolean more = runs().stream().anyMatch(run -> run.queued().isAfter(at));
        boolean owed = change.traced() && change.service().firstProduction() != null && deliveredAt() == null;
        if (quiet && (more || owed)) {
            claims.add(new Claim(
                    builtBy(at) ? stages.beforeDeploy() : stages.beforeBuild(),
                    change.source().artifact(),
                    "F3d"));
        }
    }

    /** Whether a build of it ended well by then; what is never built waits for its deployment at once. */
    private boolean builtBy(Instant at) {
        boolean builds = false;
        for (NaiveRun run : runs()) {
            builds |= !run.deploys();
            if (!run.deploys() && run.succeeded() && !run.queued().isAfter(at)) {
                return true;
            }
        }
        return !builds;
    }

    /** When it was merged, or for a commit made, as known as of the report; null if it was not. */
    @Nullable Instant mergedAt() {
        if (isPullRequest()) {
            return turns().t6MergedAt();
        }
        for (FlowEvent event : change.source().events()) {
            if (event instanceof Created && !event.occurredAt().isAfter(asOf)) {
                return event.occurredAt();
            }
        }
        return null;
    }

    /** When the first deployment of it to production ended well; null if none has. */
    @Nullable Instant deliveredAt() {
        Instant first = null;
        for (NaiveRun run : runs()) {
            Instant ended = run.ended();
            if (ended != null && run.production() && run.succeeded()) {
                first = first == null || ended.isBefore(first) ? ended : first;
            }
        }
        return first;
    }

    boolean deliveredBy(Instant at) {
        Instant delivered = deliveredAt();
        return delivered != null && !at.isBefore(delivered);
    }

    private NaiveTurns turns() {
        return new NaiveTurns(change.source(), stages, asOf);
    }

    private boolean isPullRequest() {
        return change.source().artifact().kind() == ArtifactKind.PULL_REQUEST;
    }

    private List<NaiveRun> runs() {
        List<NaiveRun> runs = new ArrayList<>();
        for (ArtifactHistory history : change.attempts()) {
            NaiveRun run = new NaiveRun(history, stages, asOf);
            if (run.known()) {
                runs.add(run);
            }
        }
        return runs;
    }
}
