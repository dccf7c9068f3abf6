package dev.millrace.store;

import dev.millrace.model.ArtifactKind;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Removes what was finished long ago. It is the only thing that ever removes facts. Removed is an artifact that is known to have
 * ended, has not changed since the horizon (an issue: since {@link dev.millrace.model.Workflow#LOOKED_BACK} before it), and belongs to
 * nothing that stays: a figure about any time from the horizon on is the same
 * before and after. What is about earlier times is refused from then on, and never answered with less. All methods throw
 * {@link StoreException} if the store cannot be read or written.
 */
public interface Retention {

    /**
     * What a pruning removes.
     *
     * @param horizon before which nothing can be answered any more
     * @param artifacts how many of which kind; kinds without any are left out
     * @param events how many events, in all their revisions
     * @param keptForOthers how many would have gone, had something that stays not needed them
     * @param oldest when the oldest that is removed was created; empty if nothing is
     */
    record Pruned(
            Instant horizon,
            Map<ArtifactKind, Long> artifacts,
            long events,
            long keptForOthers,
            Optional<Instant> oldest) {

        /** Copies the map. */
        public Pruned {
            artifacts = Map.copyOf(artifacts);
        }
    }

    /** What {@link #prune} would remove; changes nothing. */
    Pruned plan(Instant horizon);

    /** Removes it in one transaction. A horizon before the one that holds removes nothing and leaves that one. */
    Pruned prune(Instant horizon);

    /** Before when nothing can be answered; empty if nothing was ever removed. */
    Optional<Instant> horizon();
}
