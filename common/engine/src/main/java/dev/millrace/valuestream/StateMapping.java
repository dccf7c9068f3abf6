package dev.millrace.valuestream;

import dev.millrace.model.NativeState;
import dev.millrace.model.StateDefinition;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides which stage a native state stands for. Must be a pure function: the same state always gives the same stage. */
@FunctionalInterface
public interface StateMapping {

    /**
     * Maps one state.
     *
     * @param state the state as a history names it
     * @param definition what the tool says of it today, or null if it no longer knows it
     * @return the stage, or empty if the state is not known: its time is then reported as unmapped
     */
    Optional<MappedStage> map(NativeState state, @Nullable StateDefinition definition);
}
