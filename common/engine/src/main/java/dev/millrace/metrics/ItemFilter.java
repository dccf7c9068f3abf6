package dev.millrace.metrics;

import dev.millrace.flow.ItemFlow;
import dev.millrace.valuestream.ItemType;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which items a report is about.
 *
 * @param projects keys of projects, regardless of case; empty means all
 * @param types item types; empty means all
 * @param team the name of the only team whose items are offered, or null for all; for display only, since an item does not have its team
 * @param service the name of the only service whose items are offered, or null for all; for display only
 */
public record ItemFilter(
        SortedSet<String> projects,
        Set<ItemType> types,
        @Nullable String team,
        @Nullable String service) {

    /** Copies the sets, projects in upper case. */
    public ItemFilter {
        SortedSet<String> upper = new TreeSet<>();
        for (String project : projects) {
            if (project.isBlank()) {
                throw new IllegalArgumentException("a project to filter by must not be blank");
            }
            upper.add(upper(project));
        }
        projects = Collections.unmodifiableSortedSet(upper);
        EnumSet<ItemType> copy = EnumSet.noneOf(ItemType.class);
        copy.addAll(types);
        types = Collections.unmodifiableSet(copy);
    }

    /** Of all teams and services. */
    public ItemFilter(SortedSet<String> projects, Set<ItemType> types) {
        this(projects, types, null, null);
    }

    /** The same of what is offered of one team or service only. */
    public ItemFilter among(@Nullable String ofTeam, @Nullable String ofService) {
        return new ItemFilter(projects, types, ofTeam, ofService);
    }

    /** Lets every item pass. */
    public static ItemFilter all() {
        return new ItemFilter(Collections.emptySortedSet(), Set.of());
    }

    /** Lets the items of these projects pass. */
    public static ItemFilter projects(String... projects) {
        return new ItemFilter(new TreeSet<>(Set.of(projects)), Set.of());
    }

    /** Whether the item passes. */
    public boolean accepts(ItemFlow flow) {
        return accepts(flow.item().project(), flow.type());
    }

    public boolean accepts(String project, ItemType type) {
        return (projects.isEmpty() || projects.contains(upper(project))) && (types.isEmpty() || types.contains(type));
    }

    /** Whether a service or a pipeline of that name passes: the projects are names then, and types do not apply. */
    public boolean acceptsName(String name) {
        return projects.isEmpty() || projects.contains(upper(name));
    }

    private static String upper(String project) {
        return project.toUpperCase(Locale.ROOT);
    }
}
