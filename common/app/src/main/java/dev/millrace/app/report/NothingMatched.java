package dev.millrace.app.report;

import dev.millrace.derive.ItemGroup;
import dev.millrace.derive.Questions;
import dev.millrace.document.Formats;
import dev.millrace.metrics.ItemFilter;
import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import dev.millrace.valuestream.ItemType;
import dev.millrace.valuestream.Origin;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Explains an empty report of a store that has items: the first of scope, team, service, projects and types that no item
 * passes, and the values that exist instead.
 */
public final class NothingMatched {

    private static final int SHOWN = 5;
    private static final int LONGEST = 60;

    private final StreamChoice chosen;
    private final ItemFilter filter;

    public NothingMatched(StreamChoice chosen, ItemFilter filter) {
        this.chosen = chosen;
        this.filter = filter;
    }

    /** A condition, with what it is called and which values items have of it. */
    private record Condition(
            String name, Predicate<ItemGroup> passes, Function<ItemGroup, Collection<String>> values) {}

    /** What a condition met. */
    private static final class Met {
        private final Map<String, Long> values = new TreeMap<>();
        private long offered;
        private long passed;

        boolean take(Condition condition, ItemGroup group) {
            offered += group.items();
            condition.values().apply(group).forEach(value -> values.merge(value, group.items(), Long::sum));
            boolean passes = condition.passes().test(group);
            passed += passes ? group.items() : 0;
            return passes;
        }
    }

    /**
     * The sentence.
     *
     * @return empty if the store holds no item that existed by then, or if some pass everything
     */
    public Optional<String> in(FlowStore store, Knowledge knowledge) {
        List<Condition> conditions = conditions();
        List<Met> met = conditions.stream().map(condition -> new Met()).toList();
        for (ItemGroup group : new Questions(store, chosen.definition(), knowledge).groups()) {
            for (int i = 0; i < conditions.size() && met.get(i).take(conditions.get(i), group); i++) {
                // the next condition is offered what passed this one
            }
        }
        if (met.get(0).offered == 0) {
            return Optional.empty();
        }
        for (int i = 0; i < conditions.size(); i++) {
            if (met.get(i).passed == 0) {
                return Optional.of(sentence(conditions.get(i), met.get(i)));
            }
        }
        List<String> chosen = new ArrayList<>();
        if (!filter.types().isEmpty()) {
            chosen.add("of --type " + texts(filter.types().stream().map(ItemType::text)));
        }
        if (!filter.origins().isEmpty()) {
            chosen.add("of --origin " + texts(filter.origins().stream().map(Origin::text)));
        }
        return chosen.isEmpty()
                ? Optional.empty()
                : Optional.of("none of the items is " + String.join(" and ", chosen));
    }

    private static String texts(Stream<String> values) {
        return values.sorted().collect(Collectors.joining(", "));
    }

    private List<Condition> conditions() {
        List<Condition> conditions = new ArrayList<>();
        Function<ItemGroup, Collection<String>> projects = group -> Set.of(group.project());
        conditions.add(new Condition(
                "the scope of the stream " + chosen.stream().id(),
                group -> chosen.stream().id().equals(group.stream()),
                projects));
        if (chosen.team() != null) {
            conditions.add(new Condition(
                    "the scope of the team " + chosen.team(), group -> chosen.ofTeam(group.belonging()), projects));
        }
        if (chosen.service() != null) {
            conditions.add(new Condition(
                    "--service " + chosen.service(),
                    group -> chosen.ofService(group.belonging()),
                    group -> group.belonging().services()));
        }
        if (!filter.projects().isEmpty()) {
            ItemFilter ofProjects = new ItemFilter(filter.projects(), Set.of());
            conditions.add(new Condition(
                    "--project " + String.join(", ", filter.projects()),
                    group -> ofProjects.acceptsName(group.project()),
                    projects));
        }
        return conditions;
    }

    private static String sentence(Condition condition, Met met) {
        String values = met.values.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Long> value) -> -value.getValue())
                        .thenComparing(Map.Entry::getKey))
                .limit(SHOWN)
                .map(value -> Formats.shorten(value.getKey(), LONGEST) + " (" + value.getValue() + ')')
                .collect(Collectors.joining(", "));
        int more = met.values.size() - SHOWN;
        return Formats.shorten(condition.name(), 2 * LONGEST) + " matches none of the " + met.offered
                + (met.offered == 1 ? " item" : " items") + " that could match; there are " + values
                + (more > 0 ? " and " + more + " more" : "");
    }
}
