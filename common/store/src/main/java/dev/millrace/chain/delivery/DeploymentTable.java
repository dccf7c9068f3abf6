package dev.millrace.chain.delivery;

import dev.millrace.chain.compact.IntList;
import dev.millrace.chain.compact.LongList;
import dev.millrace.chain.compact.StringPool;
import dev.millrace.chain.graph.Attributes;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.Attribute;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.FlowEvent.Created;
import dev.millrace.model.FlowEvent.StateChanged;
import dev.millrace.valuestream.ProductionRule;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Deployments to production, as far as deliveries need them, in some 30 bytes and a key each. */
public final class DeploymentTable {

    private static final Set<String> UNFINISHED = Set.of("queued", "pending", "waiting", "running", "in_progress");
    private static final long NOT_ENDED = Long.MIN_VALUE;

    private final StringPool texts = new StringPool();
    private final IntList runs = new IntList();
    private final IntList keys = new IntList();
    private final IntList environments = new IntList();
    private final IntList states = new IntList();
    private final IntList rules = new IntList();
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
        return add(
                run,
                texts.number(history.snapshot().key()),
                texts.number(
                        Objects.requireNonNullElse(Attributes.first(history.snapshot(), Attribute.ENVIRONMENT), "")),
                texts.number(state),
                texts.number(Objects.requireNonNullElse(
                        Attributes.first(history.snapshot(), Attributes.PRODUCTION_RULE), ProductionRule.NAME.name())),
                endedAt == null ? NOT_ENDED : endedAt.toEpochMilli());
    }

    private int add(int run, int key, int environment, int state, int rule, long endedAt) {
        runs.add(run);
        keys.add(key);
        environments.add(environment);
        states.add(state);
        rules.add(rule);
        ended.add(endedAt);
        return runs.size() - 1;
    }

    public int run(int row) {
        return runs.get(row);
    }

    String key(int row) {
        return texts.text(keys.get(row));
    }

    String environment(int row) {
        return texts.text(environments.get(row));
    }

    /** Its state in its tool's word. */
    String state(int row) {
        return texts.text(states.get(row));
    }

    /** What told that it is to production. */
    ProductionRule rule(int row) {
        return ProductionRule.valueOf(texts.text(rules.get(row)));
    }

    /** When it ended, well or not; null while it has not. */
    @Nullable Instant endedAt(int row) {
        return ended.get(row) == NOT_ENDED ? null : Instant.ofEpochMilli(ended.get(row));
    }
}
