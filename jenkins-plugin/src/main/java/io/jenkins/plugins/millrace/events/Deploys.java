package io.jenkins.plugins.millrace.events;

import dev.millrace.buildcard.BuildRecord;
import dev.millrace.buildcard.StageRecord;
import dev.millrace.model.DeployStages;
import dev.millrace.model.StageRun;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which environments a build put something into: as its Pipeline or the configuration says, else by the names of the stages. */
public final class Deploys {

    /**
     * An environment that a build deployed to.
     *
     * @param environment its name
     * @param production whether that is production, and it got there
     */
    record Deploy(String environment, boolean production) {}

    private static final List<String> ARRIVED = List.of("SUCCESS", "UNSTABLE");

    private Deploys() {}

    /** The stages that deployed; {@link DeployStages} has the rules. */
    public static List<DeployStages.Deploy> stages(BuildRecord build) {
        Map<String, String> declared = new HashMap<>();
        for (StageRecord stage : build.stages()) {
            if (stage.deployment() != null) {
                declared.put(stage.id(), stage.deployment().environment());
            }
        }
        return DeployStages.in(build.stages().stream().map(StageRuns::of).toList(), declared);
    }

    /** Production if it was deployed to, else the environment of the last deploy stage; empty if no stage says one. */
    static Optional<Deploy> of(BuildRecord build) {
        Deploy last = null;
        Deploy production = null;
        for (DeployStages.Deploy deploy : stages(build)) {
            last = new Deploy(deploy.environment(), false);
            if (deploy.production()) {
                production = new Deploy(deploy.environment(), counts(build, deploy.run()));
            }
        }
        return Optional.ofNullable(production != null ? production : last);
    }

    /**
     * A failed build is an attempt that failed, whatever stage did it. A build that is green although its production stage
     * failed must not pass for a deployment.
     */
    private static boolean counts(BuildRecord build, StageRun run) {
        boolean arrived = run.result() != null && ARRIVED.contains(run.result());
        return arrived || (build.result() != null && !ARRIVED.contains(build.result()));
    }
}
