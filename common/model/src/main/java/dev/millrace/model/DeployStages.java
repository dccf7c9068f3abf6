package dev.millrace.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which stages of a build put something into an environment, by their names: a stage that says both that it deploys and where
 * ("Deploy to production", or "Production" inside "Deploy"). Nothing is guessed from "Deploy" alone, and taking something back is no
 * deployment.
 */
public final class DeployStages {

    /** What every name of production is read as. */
    public static final String PRODUCTION = "production";

    private static final String PRE_PRODUCTION = "pre-production";
    private static final Pattern DEPLOYS = Pattern.compile("\\b(deploy|release|promote|roll ?out|ship)");
    private static final Pattern TAKES_BACK = Pattern.compile("\\b(roll ?back|undeploy|un-deploy|dry.?run)");
    private static final Pattern BEFORE_PRODUCTION = Pattern.compile("\\b(pre|non|not)[ _-]?(prod|production|live)\\b");
    private static final Pattern IS_PRODUCTION = Pattern.compile("\\b(prod|production|live)\\b");
    private static final Pattern OTHER = Pattern.compile(
            "\\b(staging|stg|uat|qa|dev|development|integration|sandbox|acceptance|canary|(?<=\\bto )test|test(?="
                    + " env))\\b");

    /** What an environment is for that has production in its name and is none. */
    private static final Pattern NO_PRODUCTION =
            Pattern.compile("\\b(staging|stage|stg|uat|qa|test|testing|dev|development|preview|demo|"
                    + "sandbox|integration|acceptance)\\b");

    private DeployStages() {}

    /** Whether an environment is production by its name: {@code prod-eu} is, {@code pre-prod} and {@code production preview} are not. */
    public static boolean isProduction(String environment) {
        String name = words(environment);
        return IS_PRODUCTION.matcher(name).find()
                && !BEFORE_PRODUCTION.matcher(name).find()
                && !NO_PRODUCTION.matcher(name).find();
    }

    /**
     * A stage that deployed.
     *
     * @param run the stage
     * @param environment where to, in lower case
     */
    public record Deploy(StageRun run, String environment) {
        /** Whether that is production. */
        public boolean production() {
            return environment.equals(PRODUCTION);
        }
    }

    /** The stages that deployed, in the order given. Of two that lie in one another and name one environment, the outer one. */
    public static List<Deploy> in(Collection<StageRun> runs) {
        Map<String, StageRun> byId = new HashMap<>();
        runs.forEach(run -> byId.put(run.id(), run));
        List<Deploy> deploys = new ArrayList<>();
        for (StageRun run : runs) {
            String environment = run.skipped() == null ? environment(run, byId) : null;
            if (environment != null && !outer(run, environment, byId)) {
                deploys.add(new Deploy(run, environment));
            }
        }
        return List.copyOf(deploys);
    }

    private static boolean outer(StageRun run, String environment, Map<String, StageRun> byId) {
        StageRun parent = parent(run, byId);
        for (int depth = 0; parent != null && depth < byId.size(); depth++) {
            if (environment.equals(environment(parent, byId))) {
                return true;
            }
            parent = parent(parent, byId);
        }
        return false;
    }

    private static @Nullable String environment(StageRun run, Map<String, StageRun> byId) {
        List<String> around = new ArrayList<>();
        StageRun parent = parent(run, byId);
        for (int depth = 0; parent != null && depth < byId.size(); depth++) {
            around.add(parent.name());
            parent = parent(parent, byId);
        }
        return environment(run.name(), around).orElse(null);
    }

    /**
     * Where a stage of that name deploys to, in lower case; empty if its name does not say so.
     *
     * @param name the stage's name
     * @param around the names of the stages that it lies in
     */
    public static Optional<String> environment(String name, Collection<String> around) {
        String own = words(name);
        StringBuilder path = new StringBuilder(own);
        around.forEach(outer -> path.append(" / ").append(words(outer)));
        if (!DEPLOYS.matcher(path).find() || TAKES_BACK.matcher(own).find()) {
            return Optional.empty();
        }
        if (BEFORE_PRODUCTION.matcher(own).find()) {
            return Optional.of(PRE_PRODUCTION);
        }
        if (IS_PRODUCTION.matcher(own).find()) {
            return Optional.of(PRODUCTION);
        }
        Matcher other = OTHER.matcher(own);
        return other.find() ? Optional.of(other.group()) : Optional.empty();
    }

    private static @Nullable StageRun parent(StageRun run, Map<String, StageRun> byId) {
        return run.parentId() == null ? null : byId.get(run.parentId());
    }

    private static String words(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
