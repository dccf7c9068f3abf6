package dev.millrace.chain;

import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Hears everything that chains are told apart by, while it is read for the first time. */
interface ChainLog {

    /** Somebody who does not listen. */
    ChainLog NONE = new ChainLog() {};

    default void commit(CommitFact fact) {}

    default void pullRequest(PullRequestFact fact) {}

    default void connection(int from, int issue, int commit) {}

    /** A build or deployment whose sources are captured, or that goes to production. */
    default void run(int run) {}

    /** A build or deployment whose sources are not captured. */
    default void uncaptured(ArtifactHistory history) {}

    /** A run whose sources no commit but other builds tell of. */
    default void lateRun(int run) {}

    /** A merged pull request or a commit of the trunk, and whose it is. */
    default void line(ChangeLines lines, int line, int owner, ArtifactSnapshot change) {}

    /** A deployment to production, whose it is, and what it calls its repository. */
    default void deployment(DeploymentLines deployments, int line, int owner, String repository) {}

    /** Everything has been read but deliveries. */
    default void state(Supplier<ChainState> state) {}

    /**
     * The deliveries have been read as well: that was all.
     *
     * @param stateBefore what they came to, with what was delivered before an instant
     */
    default void deliveries(DeliveryNames names, Function<Instant, DeliveryState> stateBefore) {}

    /** What builds say of sources that are not captured. */
    default void checkouts(List<Checkout> checkouts) {}
}
