package dev.millrace.valuestream;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The value stream that needs no configuration: stages from Jira's status categories, refined within "indeterminate" by the
 * names teams commonly use.
 */
public final class DefaultValueStream {

    private static final Map<ItemType, Set<String>> TYPES = Map.of(
            ItemType.FEATURE,
                    Set.of(
                            "story",
                            "user story",
                            "feature",
                            "new feature",
                            "improvement",
                            "enhancement",
                            "wish",
                            "change request"),
            ItemType.DEFECT, Set.of("bug", "defect", "incident", "problem", "fault", "regression"),
            ItemType.RISK, Set.of("risk", "security", "vulnerability", "compliance", "security issue"),
            ItemType.DEBT,
                    Set.of(
                            "technical debt",
                            "tech debt",
                            "debt",
                            "technical task",
                            "refactoring",
                            "refactor",
                            "maintenance",
                            "chore",
                            "code task"));

    private static final int STALLED_DAYS = 5;

    private DefaultValueStream() {}

    /** The item types that common names of types stand for. */
    public static ItemTypes types() {
        return ItemTypes.of(TYPES);
    }

    /** What resolutions commonly mean. */
    public static ResolutionRules resolutions() {
        return UsualResolutions.RULES;
    }

    /** How long nothing may happen to active work before it is reported as stalled. */
    public static Duration stalledAfter() {
        return Duration.ofDays(STALLED_DAYS);
    }

    /** The default stages of states, for a stream with these stages. */
    public static StateMapping mapping(List<Stage> stages) {
        return stages.equals(DefaultStages.all()) ? new DefaultStateMapping() : new Fallback(stages);
    }

    /** The stages that pull requests, builds and deployments stand for. */
    public static DeliveryStages delivery() {
        return new DeliveryStages(
                DefaultStages.CODING,
                DefaultStages.IN_PROGRESS,
                DefaultStages.WAITING_FOR_FIRST_REVIEW,
                DefaultStages.IN_REVIEW,
                DefaultStages.WAITING_FOR_MERGE,
                DefaultStages.WAITING_FOR_BUILD,
                DefaultStages.WAITING_FOR_AGENT,
                DefaultStages.IN_BUILD,
                DefaultStages.WAITING_FOR_APPROVAL,
                DefaultStages.WAITING_FOR_DEPLOY,
                DefaultStages.IN_DEPLOYMENT);
    }

    /** The definition, version {@code default-5}. A change of any rule in it needs a new version name. */
    public static ValueStream create() {
        return new ValueStream(
                "default",
                "Default value stream",
                "default-5",
                Selection.EVERYTHING,
                DefaultStages.all(),
                List.of(new Rules(
                        Instant.MIN,
                        new DefaultStateMapping(),
                        ItemTypes.of(TYPES),
                        UsualResolutions.RULES,
                        ReopenPolicy.standard(),
                        DonePolicy.AUTOMATIC)),
                true,
                stalledAfter(),
                null,
                delivery());
    }
}
