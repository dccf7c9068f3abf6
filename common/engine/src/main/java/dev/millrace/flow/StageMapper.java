package dev.millrace.flow;

import dev.millrace.model.NativeState;
import dev.millrace.model.StateCatalogue;
import dev.millrace.model.ToolInstance;
import dev.millrace.valuestream.MappedStage;
import dev.millrace.valuestream.Rules;
import dev.millrace.valuestream.ValueStream;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Maps native states to stages for one definition and one catalogue, remembering what it has mapped. */
final class StageMapper {

    private record StateOf(ToolInstance tool, NativeState state) {}

    private final ValueStream stream;
    private final StateCatalogue catalogue;
    /** By the rules themselves and not by what they say: to compare that costs more than to map a state. */
    private final IdentityHashMap<Rules, Map<StateOf, Optional<MappedStage>>> mapped = new IdentityHashMap<>();

    StageMapper(ValueStream stream, StateCatalogue catalogue) {
        this.stream = stream;
        this.catalogue = catalogue;
        stream.rules().forEach(rules -> mapped.put(rules, new ConcurrentHashMap<>()));
    }

    /** What a state stands for that was entered at that instant. */
    Optional<MappedStage> map(ToolInstance tool, NativeState state, Instant enteredAt) {
        return map(tool, state, stream.rulesAt(enteredAt));
    }

    private Optional<MappedStage> map(ToolInstance tool, NativeState state, Rules rules) {
        return Objects.requireNonNull(mapped.get(rules), "rules of the stream")
                .computeIfAbsent(
                        new StateOf(tool, state),
                        key -> rules.mapping()
                                .map(state, catalogue.definition(tool, state).orElse(null)));
    }
}
