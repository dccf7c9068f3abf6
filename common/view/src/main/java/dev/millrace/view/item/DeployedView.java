package dev.millrace.view.item;

import dev.millrace.model.Coverage;
import dev.millrace.model.Knowledge;
import dev.millrace.reach.EnvironmentReach;
import dev.millrace.reach.EnvironmentReach.Deployed;
import dev.millrace.valuestream.ValueStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What came to an environment since a day, and what did not come yet.
 *
 * @param reach everything that came there, and what is missing
 * @param since deployments before this are counted only
 * @param streams the definitions that its items follow
 * @param coverage until when the sources were read; null if nobody has noted it
 * @param knowledge the two instants it is bound to
 * @param zone whose dates and times people read
 */
public record DeployedView(
        EnvironmentReach reach,
        Instant since,
        List<ValueStream> streams,
        @Nullable Coverage coverage,
        Knowledge knowledge,
        ZoneId zone) {

    /** Copies the list. */
    public DeployedView {
        Objects.requireNonNull(reach, "reach");
        Objects.requireNonNull(since, "since");
        streams = List.copyOf(streams);
        Objects.requireNonNull(knowledge, "knowledge");
        Objects.requireNonNull(zone, "zone");
    }

    /** The deployments since then, the latest first. */
    public List<Deployed> shown() {
        return reach.deployments().stream()
                .filter(deployed -> !deployed.at().isBefore(since))
                .toList();
    }
}
