package dev.millrace.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    /** A value of {@link Attribute#DEPLOY_STAGES}: the build says all of them, and no other stage deploys, whatever its name. */
    public static final String NO_OTHER = "- -";

    private static final String NOTHING = "-";
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
        /** Whether that is production, by its name. */
        public boolean production() {
            return isProduction(environment);
        }
    }

    /**
     * Which stages deploy where, as the build itself says in {@link Attribute#DEPLOY_STAGES}.
     *
     * @param attributes of the build
     */
    public static Map<String, String> declared(Map<String, List<String>> attributes) {
        Map<String, String> declared = new HashMap<>();
        for (String value : attributes.getOrDefault(Attribute.DEPLOY_STAGES, List.of())) {
            int space = value.indexOf(' ');
            if (space > 0 && !value.substring(space).isBlank()) {
                declared.put(
                        value.substring(0, space), value.substring(space + 1).strip());
            }
        }
        return declared;
    }

    /**
     * The stages that deployed, in the order given. What the build says of a stage counts; a stage of which, and of the stages around
     * it and in it, the build says nothing is judged by its name. Of two that lie in one another and name one environment, the outer one.
     *
     * @param declared environments by the ids of stages, as of {@link #declared}
     */
    public static List<Deploy> in(Collection<StageRun> runs, Map<String, String> declared) {
        Map<String, StageRun> byId = new HashMap<>();
        runs.forEach(run -> byId.put(run.id(), run));
        Set<String> told = told(runs, declared, byId);
        List<Deploy> deploys = new ArrayList<>();
        for (StageRun run : runs) {
            String environment = null;
            if (run.skipped() == null) {
                environment = told.contains(run.id()) || declared.containsKey(NOTHING)
                        ? declared.get(run.id())
                        : environment(run, byId);
            }
            if (environment != null && (declared.containsKey(run.id()) || !outer(run, environment, byId))) {
                deploys.add(new Deploy(run, environment));
            }
        }
        return List.copyOf(deploys);
    }

    /** The stages that the build says something of, with those around them and in them. */
    private static Set<String> told(
            Collection<StageRun> runs, Map<String, String> declared, Map<String, StageRun> byId) {
        Set<String> told = new HashSet<>();
        for (StageRun run : runs) {
            List<String> path = new ArrayList<>(List.of(run.id()));
            StageRun parent = parent(run, byId);
            for (int depth = 0; parent != null && depth < byId.size(); depth++) {
                path.add(parent.id());
                parent = parent(parent, byId);
            }
            if (declared.containsKey(run.id())) {
                told.addAll(path);
            } else if (path.stream().anyMatch(declared::containsKey)) {
                told.add(run.id());
            }
        }
        return told;
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
