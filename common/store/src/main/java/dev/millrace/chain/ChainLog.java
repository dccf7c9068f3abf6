package dev.millrace.chain;

import dev.millrace.chain.delivery.DeliveryLog;
import dev.millrace.chain.graph.BuildSource;
import dev.millrace.chain.graph.CommitFact;
import dev.millrace.chain.graph.PullRequestFact;
import dev.millrace.model.ArtifactHistory;
import java.util.List;
import java.util.function.Supplier;

/** Receives everything that determines chains while it is read for the first time. */
interface ChainLog extends DeliveryLog {

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

    /** Everything has been read but deliveries. */
    default void state(Supplier<ChainState> state) {}

    /** What builds say of sources that are not captured. */
    default void buildSources(List<BuildSource> buildSources) {}
}
