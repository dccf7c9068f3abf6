package io.jenkins.plugins.millrace.events;

import dev.millrace.view.build.BuildRecord;
import dev.millrace.view.build.StageRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which environment a build put something into, by the names of the stages that ran: a stage that says both that it
 * deploys and where ("Deploy to production", or "Production" inside "Deploy"). Nothing is guessed from "Deploy" alone.
 */
final class Deploys {

    /**
     * An environment that a build deployed to.
     *
     * @param environment its name in lower case
     * @param production whether that is production, and it got there
     */
    record Deploy(String environment, boolean production) {}

    private static final String PRODUCTION = "production";
    private static final Pattern DEPLOYS = Pattern.compile("\\b(deploy|release|promote|roll ?out|ship)");
    private static final Pattern TAKES_BACK = Pattern.compile("\\b(roll ?back|undeploy|un-deploy|dry.?run)");
    private static final Pattern BEFORE_PRODUCTION = Pattern.compile("\\b(pre|non|not)[ _-]?(prod|production|live)\\b");
    private static final Pattern IS_PRODUCTION = Pattern.compile("\\b(prod|production|live)\\b");
    private static final Pattern OTHER = Pattern.compile(
            "\\b(staging|stg|uat|qa|dev|development|integration|sandbox|acceptance|canary|(?<=\\bto )test|test(?= env))\\b");
    private static final List<String> ARRIVED = List.of("SUCCESS", "UNSTABLE");

    private Deploys() {}

    /** Production if it was deployed to, else the environment of the last deploy stage; empty if no stage says one. */
    static Optional<Deploy> of(BuildRecord build) {
        Map<String, StageRecord> byId = new HashMap<>();
        build.stages().forEach(stage -> byId.put(stage.id(), stage));
        Deploy last = null;
        Deploy production = null;
        for (StageRecord stage : build.stages()) {
            String environment = stage.skipped() == null ? environment(stage, byId) : null;
            if (environment != null) {
                boolean arrived = stage.result() != null && ARRIVED.contains(stage.result());
                last = new Deploy(environment, false);
                if (environment.equals(PRODUCTION)) {
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

    private static @Nullable String environment(StageRecord stage, Map<String, StageRecord> byId) {
        String own = words(stage.name());
        StringBuilder path = new StringBuilder(own);
        StageRecord parent = stage.parentId() == null ? null : byId.get(stage.parentId());
        for (int depth = 0; parent != null && depth < byId.size(); depth++) {
            path.append(" / ").append(words(parent.name()));
            parent = parent.parentId() == null ? null : byId.get(parent.parentId());
        }
        if (!DEPLOYS.matcher(path).find() || TAKES_BACK.matcher(own).find()) {
            return null;
        }
        if (BEFORE_PRODUCTION.matcher(own).find()) {
            return "pre-production";
        }
        if (IS_PRODUCTION.matcher(own).find()) {
            return PRODUCTION;
        }
        Matcher other = OTHER.matcher(own);
        return other.find() ? other.group() : null;
    }

    private static String words(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
