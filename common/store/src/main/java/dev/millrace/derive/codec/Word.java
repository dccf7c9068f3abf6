package dev.millrace.derive.codec;

import dev.millrace.model.ArtifactKind;
import dev.millrace.model.NativeState;
import dev.millrace.model.ToolInstance;
import dev.millrace.valuestream.Stage;
import org.jspecify.annotations.Nullable;

/** What occurs so often that it is written once and a number stands for it from then on. */
enum Word {
    /** Any text. */
    TEXT,
    /** A {@link ToolInstance}. */
    TOOL,
    /** A {@link NativeState}. */
    STATE,
    /** A {@link Stage}. */
    STAGE,
    /** A {@link Place}. */
    PLACE,
    /** An {@link IdSpace}. */
    ID_SPACE,
    /** A {@link dev.millrace.valuestream.Owner}. */
    OWNER;

    /**
     * Where something was: in a state, which stands for a stage.
     *
     * @param stage the stage, or null if the definition does not know the state
     * @param state the state
     */
    record Place(@Nullable Stage stage, NativeState state) {}

    /**
     * Within what native ids are unique.
     *
     * @param tool the installation
     * @param kind the kind of artifact
     */
    record IdSpace(ToolInstance tool, ArtifactKind kind) {}
}
