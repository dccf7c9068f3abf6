package dev.millrace.chain;

import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.FlowEvent.Created;
import dev.millrace.model.FlowEvent.StateChanged;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Deployments to production, as far as deliveries need them, in some 30 bytes and a key each. */
final class DeploymentLines {

    private static final Set<String> UNFINISHED = Set.of("queued", "pending", "waiting", "running", "in_progress");
    private static final long NOT_ENDED = Long.MIN_VALUE;

    private final Texts texts = new Texts();
    private final IntList runs = new IntList();
    private final IntList keys = new IntList();
    private final IntList environments = new IntList();
    private final IntList states = new IntList();
    private final LongList ended = new LongList();

    /** Adds a deployment, which ended well then or did not; gives its number. */
    int add(int run, ArtifactHistory history, @Nullable Instant succeededAt) {
        Instant endedAt = succeededAt;
        String state = "";
        for (FlowEvent event : history.events()) {
            String word = event instanceof StateChanged change
                    ? change.to().name()
                    : event instanceof Created created ? created.state().name() : null;
            if (word != null) {
                state = word;
                boolean ends = !UNFINISHED.contains(word.toLowerCase(Locale.ROOT));
                endedAt = endedAt == null && ends ? event.occurredAt() : endedAt;
            }
        }
        runs.add(run);
        keys.add(texts.number(history.snapshot().key()));
        environments.add(texts.number(
                Objects.requireNonNullElse(Attributes.first(history.snapshot(), Attributes.ENVIRONMENT), "")));
        states.add(texts.number(state));
        ended.add(endedAt == null ? NOT_ENDED : endedAt.toEpochMilli());
        return runs.size() - 1;
    }

    int run(int line) {
        return runs.get(line);
    }

    String key(int line) {
        return texts.text(keys.get(line));
    }

    String environment(int line) {
        return texts.text(environments.get(line));
    }

    /** Its state in its tool's word. */
    String state(int line) {
        return texts.text(states.get(line));
    }

    /** When it ended, well or not; null while it has not. */
    @Nullable Instant endedAt(int line) {
        return ended.get(line) == NOT_ENDED ? null : Instant.ofEpochMilli(ended.get(line));
    }
}
