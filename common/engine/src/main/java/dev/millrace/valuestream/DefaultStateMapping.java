package dev.millrace.valuestream;

import dev.millrace.model.NativeState;
import dev.millrace.model.StateCategory;
import dev.millrace.model.StateDefinition;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The mapping without configuration. The tool's category decides; within "indeterminate" a hint in the name refines it, and
 * within "done" a name such as Rejected means cancelled. A state without a category is not guessed at: it stays unmapped.
 */
final class DefaultStateMapping implements StateMapping {

    /** Words that say that something has not begun yet. */
    private static final String NOT_YET = "(ready|waiting|awaiting|wait|pending|needs?|to be|to|queued?)\\b";

    /** The first hint that is found wins: what waits is named before what it waits for. */
    private static final List<Hint> HINTS = List.of(
            hint("block(ed)?|on[ -]?hold|impeded|impediment|paused|suspended|parked|stalled", DefaultStages.BLOCKED),
            hint(NOT_YET + ".*\\b(review\\w*|feedback)", DefaultStages.IN_REVIEW),
            hint(NOT_YET + ".*\\b(test\\w*|qa|uat|verif\\w+|validat\\w+)", DefaultStages.WAITING_FOR_TEST),
            hint(NOT_YET + ".*\\b(approv\\w+|sign[ -]?off)", DefaultStages.WAITING_FOR_APPROVAL),
            hint(NOT_YET + ".*\\b(merg\\w+)", DefaultStages.WAITING_FOR_MERGE),
            hint(
                    NOT_YET + ".*\\b(deploy\\w*|releas\\w+|production|prod|go[ -]?live|ship\\w*)",
                    DefaultStages.WAITING_FOR_DEPLOY),
            hint(
                    "patch available|pull request|code review|peer review|(in|under) review|review\\w*",
                    DefaultStages.IN_REVIEW),
            hint("approved", DefaultStages.WAITING_FOR_MERGE),
            hint("in approval|approval|sign[ -]?off", DefaultStages.WAITING_FOR_APPROVAL),
            hint("(in|under) test\\w*|test(ing)?|qa|uat|verif\\w+|validat\\w+", DefaultStages.IN_TEST),
            hint("released?|staged|merged", DefaultStages.WAITING_FOR_DEPLOY),
            hint("ready|queued?|selected|backlog|to do|scheduled|planned", DefaultStages.READY),
            hint("waiting|awaiting|wait|pending|more details needed|needs? \\w+", DefaultStages.WAITING));

    private static final Pattern NOT_DELIVERED = word(
            "cancell?ed|rejected|declined|abandoned|withdrawn|obsolete|duplicate|invalid|won'?t (do|fix)|not doing");

    private record Hint(Pattern pattern, Stage stage) {}

    @Override
    public Optional<MappedStage> map(NativeState state, @Nullable StateDefinition definition) {
        StateCategory category = definition == null ? null : definition.category();
        if (category == null) {
            return Optional.empty();
        }
        if (category.equals(StateCategory.NEW)) {
            return byCategory(DefaultStages.TO_DO, category);
        }
        if (category.equals(StateCategory.DONE)) {
            return NOT_DELIVERED.matcher(normal(state.name())).find()
                    ? byName(DefaultStages.CANCELLED, state)
                    : byCategory(DefaultStages.DONE, category);
        }
        if (category.equals(StateCategory.INDETERMINATE)) {
            String name = normal(state.name());
            return HINTS.stream()
                    .filter(hint -> hint.pattern().matcher(name).find())
                    .findFirst()
                    .map(hint -> byName(hint.stage(), state))
                    .orElseGet(() -> byCategory(DefaultStages.IN_PROGRESS, category));
        }
        return Optional.empty();
    }

    private static Optional<MappedStage> byCategory(Stage stage, StateCategory category) {
        return Optional.of(new MappedStage(stage, "category " + category.key(), false));
    }

    private static Optional<MappedStage> byName(Stage stage, NativeState state) {
        return Optional.of(new MappedStage(stage, "hint in the name \"" + state.name() + '"', true));
    }

    /** Bounded before any regex sees it: names are hostile text. */
    private static String normal(String name) {
        String bounded = name.length() <= 200 ? name : name.substring(0, 200);
        return bounded.toLowerCase(Locale.ROOT).replaceAll("[\\s_]+", " ").strip();
    }

    private static Hint hint(String words, Stage stage) {
        return new Hint(word(words), stage);
    }

    private static Pattern word(String words) {
        return Pattern.compile("\\b(" + words + ")\\b");
    }
}
