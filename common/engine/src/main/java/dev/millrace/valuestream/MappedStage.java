package dev.millrace.valuestream;

import java.util.Objects;

/**
 * The stage a native state stands for, and why.
 *
 * @param stage the stage
 * @param because what decided it, in words a person can check
 * @param guessed true if a name hint decided and not a category or a definition; {@code doctor} lists these
 */
public record MappedStage(Stage stage, String because, boolean guessed) {

    /** Validates. */
    public MappedStage {
        Objects.requireNonNull(stage, "stage");
        Objects.requireNonNull(because, "because");
    }
}
