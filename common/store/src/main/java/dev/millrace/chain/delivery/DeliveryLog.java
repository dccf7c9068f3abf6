package dev.millrace.chain.delivery;

import dev.millrace.model.ArtifactSnapshot;
import java.time.Instant;
import java.util.function.Function;

/** Receives the changes and deployments of deliveries while they are read for the first time. */
public interface DeliveryLog {

    /** A merged pull request or a commit of the trunk, and whose it is. */
    default void change(ChangeTable rows, int row, int owner, ArtifactSnapshot change) {}

    /** A deployment to production, whose it is, and what it calls its repository. */
    default void deployment(DeploymentTable deployments, int row, int owner, String repository) {}

    /**
     * The deliveries have been read as well: that was all.
     *
     * @param stateBefore what they came to, with what was delivered before an instant
     */
    default void deliveries(DeliveryNames names, Function<Instant, DeliveryState> stateBefore) {}
}
