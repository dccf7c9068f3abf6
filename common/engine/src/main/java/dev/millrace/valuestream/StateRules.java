package dev.millrace.valuestream;

import dev.millrace.model.NativeState;
import dev.millrace.model.StateCategory;
import dev.millrace.model.StateDefinition;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A configured mapping. The most exact rule wins, in whatever order they are written: an id before a name, a name before a pattern, a
 * pattern before a category; among equals the first. Names and patterns are matched with the name in the history, and only then with
 * the name the tool has for the state today. What no rule knows is left to another mapping.
 */
public final class StateRules implements StateMapping {

    /** What a rule looks at. */
    public enum By {
        /** The tool's id of the state. */
        ID,
        /** The whole name, regardless of case. */
        NAME,
        /** The name, by a {@link Glob}. */
        PATTERN,
        /** The category that the tool gives the state today. */
        CATEGORY
    }

    /**
     * One rule.
     *
     * @param by what it looks at
     * @param text what it must be
     * @param stage what it then stands for
     */
    public record Rule(By by, String text, Stage stage) {
        /** Validates. */
        public Rule {
            Objects.requireNonNull(by, "by");
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(stage, "stage");
        }
    }

    private record Named(Rule rule, Glob glob) {}

    private final List<Rule> rules;
    private final List<Named> patterns;
    private final StateMapping otherwise;

    /** These rules, and another mapping for what none of them knows. */
    public StateRules(List<Rule> rules, StateMapping otherwise) {
        this.rules = List.copyOf(rules);
        this.patterns = this.rules.stream()
                .filter(rule -> rule.by() == By.PATTERN)
                .map(rule -> new Named(rule, new Glob(rule.text())))
                .toList();
        this.otherwise = Objects.requireNonNull(otherwise, "otherwise");
    }

    @Override
    public Optional<MappedStage> map(NativeState state, @Nullable StateDefinition definition) {
        String today = definition == null ? state.name() : definition.name();
        return first(By.ID, (rule, name) -> rule.text().equals(state.id()), state.name())
                .or(() -> byName(state.name()))
                .or(() -> byName(today))
                .or(() -> byPattern(state.name()))
                .or(() -> byPattern(today))
                .or(() -> byCategory(definition))
                .or(() -> otherwise.map(state, definition));
    }

    private Optional<MappedStage> byName(String name) {
        return first(By.NAME, (rule, text) -> rule.text().equalsIgnoreCase(text), name);
    }

    private Optional<MappedStage> byPattern(String name) {
        return patterns.stream()
                .filter(named -> named.glob().matches(name))
                .findFirst()
                .map(named -> mapped(named.rule()));
    }

    private Optional<MappedStage> byCategory(@Nullable StateDefinition definition) {
        StateCategory category = definition == null ? null : definition.category();
        return category == null
                ? Optional.empty()
                : first(By.CATEGORY, (rule, key) -> rule.text().equalsIgnoreCase(key), category.key());
    }

    private Optional<MappedStage> first(By by, BiPredicate<Rule, String> matches, String text) {
        return rules.stream()
                .filter(rule -> rule.by() == by && matches.test(rule, text))
                .findFirst()
                .map(StateRules::mapped);
    }

    private static MappedStage mapped(Rule rule) {
        String by = rule.by().name().toLowerCase(Locale.ROOT);
        return new MappedStage(rule.stage(), by + " \"" + rule.text() + "\" in the definition", false);
    }
}
