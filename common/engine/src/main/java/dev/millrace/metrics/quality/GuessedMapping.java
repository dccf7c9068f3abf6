package dev.millrace.metrics.quality;

import dev.millrace.model.NativeState;
import dev.millrace.model.ToolInstance;
import dev.millrace.valuestream.MappedStage;

/**
 * A native state whose stage a hint in its name decided, and not a category or a definition.
 *
 * @param tool the installation whose state it is
 * @param state the state in the tool's words; hostile text
 * @param mapped the stage, and what decided it
 * @param visits how many visits rest on the guess
 */
public record GuessedMapping(ToolInstance tool, NativeState state, MappedStage mapped, long visits) {}
