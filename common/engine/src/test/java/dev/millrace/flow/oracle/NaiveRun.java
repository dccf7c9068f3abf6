package dev.millrace.flow.oracle;

import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.FlowEvent.StageRan;
import dev.millrace.model.NativeState;
import dev.millrace.model.StageRun;
import dev.millrace.valuestream.DeliveryStages;
import dev.millrace.valuestream.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rule F3c: what a build or deployment was at one instant. */
record NaiveRun(ArtifactHistory history, DeliveryStages stages, Instant asOf) {

    private static final List<String> BEFORE = List.of("queued", "pending", "waiting");
    private static final List<String> RUNNING = List.of("running", "in_progress");

    ArtifactId id() {
        return history.artifact();
    }

    boolean known() {
        return !words().isEmpty();
    }

    Instant queued() {
        return words().get(0).occurredAt();
    }

    /** The first instant in a state that is neither before the start nor running: later words change nothing. */
    @Nullable Instant ended() {
        for (FlowEvent event : words()) {
            if (!BEFORE.contains(word(event)) && !RUNNING.contains(word(event))) {
                return event.occurredAt();
            }
        }
        return cutOff() ? lastHeardOf() : null;
    }

    /** Whether its fields name an end while nothing that happened does. */
    boolean cutOff() {
        NativeState now = history.snapshot().state();
        String word = now == null ? "queued" : now.name().toLowerCase(Locale.ROOT);
        boolean told =
                words().stream().anyMatch(event -> !BEFORE.contains(word(event)) && !RUNNING.contains(word(event)));
        boolean named = !BEFORE.contains(word) && !RUNNING.contains(word);
        return named && !told && !history.snapshot().updatedAt().isAfter(asOf);
    }

    private @Nullable Instant lastHeardOf() {
        Instant last = null;
        for (FlowEvent event : history.events()) {
            last = event.occurredAt().isAfter(asOf) ? last : event.occurredAt();
        }
        return last;
    }

    @Nullable Instant started() {
        for (FlowEvent event : words()) {
            if (RUNNING.contains(word(event))) {
                return event.occurredAt();
            } else if (!BEFORE.contains(word(event))) {
                return null;
            }
        }
        return null;
    }

    boolean succeeded() {
        for (FlowEvent event : words()) {
            if (!BEFORE.contains(word(event)) && !RUNNING.contains(word(event))) {
                return word(event).equals("success");
            }
        }
        return false;
    }

    boolean deploys() {
        return id().kind() == ArtifactKind.DEPLOYMENT
                || history.snapshot().attributes().containsKey("environment");
    }

    boolean production() {
        return deploys()
                && history.snapshot()
                        .attributes()
                        .getOrDefault("production", List.of())
                        .contains("true");
    }

    boolean openAt(Instant at) {
        Instant ended = ended();
        return !at.isBefore(queued()) && (ended == null || at.isBefore(ended));
    }

    /** What it says of the instant; null while it is not open. */
    @Nullable Stage f3cStageAt(Instant at) {
        if (!openAt(at)) {
            return null;
        }
        Instant started = started();
        if (started == null || at.isBefore(started)) {
            return deploys() ? stages.beforeDeploy() : stages.beforeBuild();
        }
        return runningAt(at);
    }

    /** Active, unless somebody or an agent is waited for and no stage without children works meanwhile. */
    private Stage runningAt(Instant at) {
        Set<String> waiting = new HashSet<>();
        boolean person = false;
        for (StageRun run : runs()) {
            if (run.start() != null && !at.isBefore(run.start())) {
                Duration into = Duration.between(run.start(), at);
                Duration pause = run.inputPause() == null ? Duration.ZERO : run.inputPause();
                Duration agent = run.agentWait() == null ? Duration.ZERO : run.agentWait();
                if (into.compareTo(pause) < 0) {
                    person = true;
                    waiting.add(run.id());
                } else if (into.compareTo(pause.plus(agent)) < 0) {
                    waiting.add(run.id());
                }
            }
        }
        boolean works = false;
        for (StageRun run : runs()) {
            boolean leaf = runs().stream().noneMatch(other -> run.id().equals(other.parentId()));
            boolean covers =
                    run.start() != null && run.end() != null && !at.isBefore(run.start()) && at.isBefore(run.end());
            works |= leaf && covers && !waiting.contains(run.id());
        }
        if (waiting.isEmpty() || works) {
            return deploys() ? stages.deploying() : stages.building();
        }
        return person ? stages.approving() : stages.beforeAgent();
    }

    private List<StageRun> runs() {
        List<StageRun> runs = new ArrayList<>();
        for (FlowEvent event : history.events()) {
            if (event instanceof StageRan ran && !ran.occurredAt().isAfter(asOf)) {
                runs.add(ran.run());
            }
        }
        return runs;
    }

    private List<FlowEvent> words() {
        return history.events().stream()
                .filter(event ->
                        NaiveTurns.wordOf(event) != null && !event.occurredAt().isAfter(asOf))
                .toList();
    }

    private static String word(FlowEvent event) {
        return String.valueOf(NaiveTurns.wordOf(event)).toLowerCase(Locale.ROOT);
    }
}
