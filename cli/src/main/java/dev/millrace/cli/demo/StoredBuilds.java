package dev.millrace.cli.demo;

import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.Knowledge;
import dev.millrace.model.StageRun;
import dev.millrace.store.FlowStore;
import dev.millrace.view.build.BuildRecord;
import dev.millrace.view.build.CommitRecord;
import dev.millrace.view.build.HeadRecord;
import dev.millrace.view.build.StageRecord;
import dev.millrace.view.build.Wait;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts builds together again from their events, as the build tool's own page would know them. */
final class StoredBuilds {

    private static final String RUNNING = "running";

    private final FlowStore store;
    private final Knowledge knowledge;

    StoredBuilds(FlowStore store, Knowledge knowledge) {
        this.store = store;
        this.knowledge = knowledge;
    }

    /**
     * That build.
     *
     * @throws IllegalStateException if it is not in the store
     */
    BuildRecord record(ArtifactId artifact) {
        ArtifactHistory build = store.histories(List.of(artifact), knowledge).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the store has no build " + artifact));
        ArtifactSnapshot snapshot = build.snapshot();
        String display = snapshot.title();
        Instant started = null;
        Instant ended = null;
        List<StageRecord> stages = new ArrayList<>();
        for (FlowEvent event : build.events()) {
            if (event instanceof FlowEvent.StateChanged change) {
                boolean start = change.to().name().equals(RUNNING);
                started = start ? change.occurredAt() : started;
                ended = start ? ended : change.occurredAt();
            } else if (event instanceof FlowEvent.StageRan ran) {
                stages.add(stage(ran.run()));
            }
        }
        URI url = snapshot.url();
        return new BuildRecord(
                artifact.tool().id(),
                Objects.requireNonNull(snapshot.project(), "a build's job"),
                Integer.parseInt(display.substring(1)),
                snapshot.createdAt(),
                display,
                url == null ? "" : url.getPath(),
                snapshot.createdAt(),
                started,
                ended,
                snapshot.state() == null || ended == null
                        ? null
                        : snapshot.state().name().toUpperCase(Locale.ROOT),
                List.of(),
                first(snapshot, "branch"),
                values(snapshot, "commit").stream()
                        .map(sha -> new HeadRecord(List.of(), sha))
                        .toList(),
                commits(values(snapshot, "commits")),
                values(snapshot, "issueKeys"),
                true,
                stages,
                List.of(),
                List.of());
    }

    /** The changelog with titles and authors' times, newest first, as far as the store has them. */
    private List<CommitRecord> commits(List<String> shas) {
        Map<String, ArtifactSnapshot> known = new HashMap<>();
        store.forEachArtifact(
                ArtifactKind.COMMIT,
                knowledge,
                history -> known.put(history.artifact().nativeId(), history.snapshot()));
        List<CommitRecord> commits = new ArrayList<>();
        for (String sha : shas) {
            ArtifactSnapshot commit = known.get(sha);
            commits.add(new CommitRecord(
                    sha, commit == null ? "" : commit.title(), commit == null ? null : commit.createdAt()));
        }
        commits.sort(Comparator.comparing(CommitRecord::at, Comparator.nullsFirst(Comparator.reverseOrder())));
        return commits;
    }

    private static StageRecord stage(StageRun run) {
        return new StageRecord(
                run.id(),
                run.parentId(),
                run.kind() == StageRun.Kind.STAGE ? StageRecord.Kind.STAGE : StageRecord.Kind.BRANCH,
                run.name(),
                run.start(),
                run.end(),
                run.result() == null ? null : run.result().toUpperCase(Locale.ROOT),
                run.skipped(),
                false,
                waits(run));
    }

    /** Events tell how long a stage waited and not when: an agent is waited for at its beginning, a person after that. */
    private static List<Wait> waits(StageRun run) {
        List<Wait> waits = new ArrayList<>();
        Instant at = run.start();
        if (at != null && isLong(run.agentWait())) {
            waits.add(new Wait(Wait.Kind.AGENT, at, at.plus(run.agentWait())));
            at = at.plus(run.agentWait());
        }
        if (at != null && isLong(run.inputPause())) {
            waits.add(new Wait(Wait.Kind.INPUT, at, at.plus(run.inputPause())));
        }
        return waits;
    }

    private static boolean isLong(@Nullable Duration wait) {
        return wait != null && !wait.isZero();
    }

    private static List<String> values(ArtifactSnapshot snapshot, String attribute) {
        return snapshot.attributes().getOrDefault(attribute, List.of());
    }

    private static @Nullable String first(ArtifactSnapshot snapshot, String attribute) {
        return values(snapshot, attribute).stream().findFirst().orElse(null);
    }
}
