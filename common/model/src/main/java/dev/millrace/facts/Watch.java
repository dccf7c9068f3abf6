package dev.millrace.facts;

import dev.millrace.model.ArtifactId;
import java.util.Objects;

/**
 * What a page of a source says about whether an artifact must be read again though nothing says that it changed: a cursor by the
 * time of the last update misses what a tool adds without touching that time.
 */
public sealed interface Watch {

    /** The artifact of this statement. */
    ArtifactId artifact();

    /** Why an artifact is on the watch list. */
    enum Reason {
        /** It has not ended at its source. */
        OPEN,
        /** Its source returned only a part of it. */
        INCOMPLETE,
        /** Its source did not return it when it was requested. */
        ABSENT,
        /** Its source lists it, and it was never captured. */
        UNSEEN
    }

    /**
     * It was read now, and is to be read again later. It goes onto the list, or stays there.
     *
     * @param artifact the artifact
     * @param handle the name by which the source requests it; not empty
     * @param reason why
     */
    record Unfinished(ArtifactId artifact, String handle, Reason reason) implements Watch {
        /** Validates: there is a handle. */
        public Unfinished {
            Objects.requireNonNull(artifact, "artifact");
            Objects.requireNonNull(reason, "reason");
            if (handle.isBlank()) {
                throw new IllegalArgumentException("what is watched needs a handle: " + artifact);
            }
        }
    }

    /**
     * It has ended and was read wholly. It leaves the list, if it is there.
     *
     * @param artifact the artifact
     */
    record Finished(ArtifactId artifact) implements Watch {
        /** Validates. */
        public Finished {
            Objects.requireNonNull(artifact, "artifact");
        }
    }
}
