package dev.millrace.app.prune;

import dev.millrace.app.UserError;
import dev.millrace.app.Workspace;
import dev.millrace.config.MillraceConfig;
import dev.millrace.store.FlowStore;
import dev.millrace.store.Retention.Pruned;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Removes from the store what was finished long ago. */
public final class PruneService {

    /** A shorter age would not cover the default report and the window that it is compared with. */
    public static final int LEAST_DAYS = 180;

    private final Workspace workspace;

    /** In that workspace. */
    public PruneService(Workspace workspace) {
        this.workspace = workspace;
    }

    /**
     * Removes what was finished before a horizon, or plans it.
     *
     * @param days how many days before today the horizon lies
     * @param dryRun whether nothing is removed
     * @throws UserError if the days are too few
     */
    public Pruned prune(int days, boolean dryRun) {
        if (days < LEAST_DAYS) {
            throw UserError.usage("--keep must be " + LEAST_DAYS
                    + "d or more: the default report compares 90 days with the 90 days before");
        }
        Instant horizon =
                workspace.clock().instant().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(days));
        MillraceConfig config = workspace.config();
        try (FlowStore store = workspace.storeToRead(config)) {
            return dryRun ? store.retention().plan(horizon) : store.retention().prune(horizon);
        }
    }
}
