package io.jenkins.plugins.millrace.record;

import dev.millrace.buildcard.DeployRecord;
import dev.millrace.buildcard.StageRecord;
import dev.millrace.valuestream.Glob;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which stages deploy where, as an administrator configured it: a line for each rule, {@code PATTERN -> ENVIRONMENT}. In the pattern,
 * which fits the whole name of a stage, {@code *} stands for any characters and {@code ?} for one. The first rule that fits counts. What
 * the Pipeline says itself comes before any rule.
 */
public final class DeployRules {

    /** No rule. */
    public static final DeployRules NONE = new DeployRules(List.of());

    private static final String ARROW = "->";
    private static final int MOST = 100;
    private static final int LONGEST = 200;

    private record Rule(Glob pattern, String environment) {}

    private final List<Rule> rules;

    private DeployRules(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /**
     * The rules of that text; empty lines, and lines that begin with {@code #}, are none.
     *
     * @throws IllegalArgumentException if a line is no rule; the message names the line by its number
     */
    public static DeployRules of(String text) {
        List<Rule> rules = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int arrow = line.lastIndexOf(ARROW);
            String pattern = arrow < 0 ? "" : line.substring(0, arrow).strip();
            String environment =
                    arrow < 0 ? "" : line.substring(arrow + ARROW.length()).strip();
            if (pattern.isEmpty()
                    || environment.isEmpty()
                    || pattern.length() > LONGEST
                    || environment.length() > LONGEST) {
                throw new IllegalArgumentException("line " + (i + 1)
                        + " is no rule; a rule looks like: Roll out * -> production (each side at most " + LONGEST
                        + " characters)");
            }
            if (rules.size() == MOST) {
                throw new IllegalArgumentException("line " + (i + 1) + ": at most " + MOST + " rules are possible");
            }
            rules.add(new Rule(new Glob(pattern), environment));
        }
        return new DeployRules(rules);
    }

    /** These rules, and then those. */
    public DeployRules then(DeployRules others) {
        return new DeployRules(
                Stream.concat(rules.stream(), others.rules.stream()).toList());
    }

    /** Those stages, with what the rules say of those of which the Pipeline says nothing. A stage that was skipped stays as it is. */
    public List<StageRecord> applied(List<StageRecord> stages) {
        return rules.isEmpty() ? stages : stages.stream().map(this::applied).toList();
    }

    private StageRecord applied(StageRecord stage) {
        if (stage.deployment() != null || stage.skipped() != null) {
            return stage;
        }
        return rules.stream()
                .filter(rule -> rule.pattern().matches(stage.name()))
                .findFirst()
                .map(rule -> stage.deploying(new DeployRecord(rule.environment(), null, null, null)))
                .orElse(stage);
    }
}
