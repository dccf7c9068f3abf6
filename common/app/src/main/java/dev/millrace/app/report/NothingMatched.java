package dev.millrace.app.report;

import dev.millrace.derive.ItemOwners;
import dev.millrace.derive.Questions;
import dev.millrace.document.Formats;
import dev.millrace.metrics.ItemFilter;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import dev.millrace.valuestream.ItemType;
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

/**
 * Explains an empty report of a store that has items: the first of scope, team, service, projects and types that no item
 * passes, and the values that exist instead. Reads all items, so it is called only if there is nothing to show.
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
            String name, Predicate<ItemHistory> passes, Function<ItemHistory, Collection<String>> values) {}

    /** What a condition met. */
    private static final class Met {
        private final Map<String, Long> values = new TreeMap<>();
        private long offered;
        private long passed;

        boolean take(Condition condition, ItemHistory item) {
            offered++;
            condition.values().apply(item).forEach(value -> values.merge(value, 1L, Long::sum));
            boolean passes = condition.passes().test(item);
            passed += passes ? 1 : 0;
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
        new Questions(store, chosen.definition(), knowledge).askFlows(flows -> {
            flows.chains().forEachItem(item -> {
                for (int i = 0; i < conditions.size() && met.get(i).take(conditions.get(i), item); i++) {
                    // the next condition is offered what passed this one
                }
            });
            return true;
        });
        if (met.get(0).offered == 0) {
            return Optional.empty();
        }
        for (int i = 0; i < conditions.size(); i++) {
            if (met.get(i).passed == 0) {
                return Optional.of(sentence(conditions.get(i), met.get(i)));
            }
        }
        return filter.types().isEmpty()
                ? Optional.empty()
                : Optional.of("none of the items is of --type "
                        + filter.types().stream().map(ItemType::text).sorted().collect(Collectors.joining(", ")));
    }

    private List<Condition> conditions() {
        List<Condition> conditions = new ArrayList<>();
        ItemOwners owners = new ItemOwners(chosen.definition());
        Function<ItemHistory, Collection<String>> projects =
                item -> Set.of(item.item().snapshot().project());
        conditions.add(
                new Condition("the scope of the stream " + chosen.stream().id(), chosen::streams, projects));
        if (chosen.team() != null) {
            conditions.add(new Condition(
                    "the scope of the team " + chosen.team(), item -> chosen.ofTeam(owners.of(item)), projects));
        }
        if (chosen.service() != null) {
            conditions.add(new Condition(
                    "--service " + chosen.service(),
                    item -> chosen.ofService(owners.of(item)),
                    item -> owners.of(item).services()));
        }
        if (!filter.projects().isEmpty()) {
            ItemFilter ofProjects = new ItemFilter(filter.projects(), Set.of());
            conditions.add(new Condition(
                    "--project " + String.join(", ", filter.projects()),
                    item -> ofProjects.acceptsName(item.item().snapshot().project()),
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
