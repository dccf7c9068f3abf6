package dev.millrace.facts;

import dev.millrace.model.ArtifactId;
import dev.millrace.model.Link;
import java.util.Objects;

/**
 * What a page of a source states about the existence of an artifact. A fact that no longer holds is retracted, never deleted:
 * a query with an earlier {@code knownAt} still returns it.
 */
public sealed interface ExistenceFact {

    /** The artifact of this statement. */
    ArtifactId artifact();

    /**
     * It is there, and the batch says all there is to say of it: its events that the batch does not hold are not true any more,
     * nor are the links from it that the tool itself states (explicit ones and closing references).
     *
     * @param artifact an artifact of the batch
     */
    record Whole(ArtifactId artifact) implements ExistenceFact {
        /** Validates. */
        public Whole {
            Objects.requireNonNull(artifact, "artifact");
        }
    }

    /**
     * It is there, but could not be read. What is stored of it stays.
     *
     * @param artifact the artifact
     */
    record Unread(ArtifactId artifact) implements ExistenceFact {
        /** Validates. */
        public Unread {
            Objects.requireNonNull(artifact, "artifact");
        }
    }

    /**
     * A link from it no longer holds, because its evidence is gone. Its other links stay.
     *
     * @param link the link; one that was never stored is no mistake
     */
    record Unlinked(Link link) implements ExistenceFact {
        /** Validates. */
        public Unlinked {
            Objects.requireNonNull(link, "link");
        }

        @Override
        public ArtifactId artifact() {
            return link.from();
        }
    }

    /**
     * It was deleted, or may not be seen any more. Its snapshot, its events, the links from it and its ledger lines are retracted;
     * links that others have to it stay theirs.
     *
     * @param artifact the artifact; one that was never stored is no mistake
     */
    record Gone(ArtifactId artifact) implements ExistenceFact {
        /** Validates. */
        public Gone {
            Objects.requireNonNull(artifact, "artifact");
        }
    }
}
