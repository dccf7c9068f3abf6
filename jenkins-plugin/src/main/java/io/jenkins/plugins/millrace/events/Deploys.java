package io.jenkins.plugins.millrace.events;

import dev.millrace.buildcard.BuildRecord;
import dev.millrace.buildcard.StageRecord;
import dev.millrace.model.DeployStages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which environment a build put something into, by the names of the stages that ran; {@link DeployStages} has the rules.
 */
final class Deploys {

    /**
     * An environment that a build deployed to.
     *
     * @param environment its name in lower case
     * @param production whether that is production, and it got there
     */
    record Deploy(String environment, boolean production) {}

    private static final List<String> ARRIVED = List.of("SUCCESS", "UNSTABLE");

    private Deploys() {}

    /** Production if it was deployed to, else the environment of the last deploy stage; empty if no stage says one. */
    static Optional<Deploy> of(BuildRecord build) {
        Map<String, StageRecord> byId = new HashMap<>();
        build.stages().forEach(stage -> byId.put(stage.id(), stage));
        Deploy last = null;
        Deploy production = null;
        for (StageRecord stage : build.stages()) {
            @Nullable String environment =
                    stage.skipped() == null ? environment(stage, byId).orElse(null) : null;
            if (environment != null) {
                boolean arrived = stage.result() != null && ARRIVED.contains(stage.result());
                last = new Deploy(environment, false);
                if (environment.equals(DeployStages.PRODUCTION)) {
                    production = new Deploy(environment, counts(build, arrived));
                }
            }
        }
        return Optional.ofNullable(production != null ? production : last);
    }

    /**
     * A failed build is an attempt that failed, whatever stage did it. A build that is green although its production stage
     * failed must not pass for a deployment.
     */
    private static boolean counts(BuildRecord build, boolean arrived) {
        return arrived || (build.result() != null && !ARRIVED.contains(build.result()));
    }

    private static Optional<String> environment(StageRecord stage, Map<String, StageRecord> byId) {
        List<String> around = new ArrayList<>();
        StageRecord parent = stage.parentId() == null ? null : byId.get(stage.parentId());
        for (int depth = 0; parent != null && depth < byId.size(); depth++) {
            around.add(parent.name());
            parent = parent.parentId() == null ? null : byId.get(parent.parentId());
        }
        return DeployStages.environment(stage.name(), around);
    }
}
