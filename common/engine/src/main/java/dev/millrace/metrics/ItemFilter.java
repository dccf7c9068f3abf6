package dev.millrace.metrics;

import dev.millrace.flow.ItemFlow;
import dev.millrace.valuestream.ItemType;
import dev.millrace.valuestream.Origin;
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
 * @param origins by whom they were written; empty means all
 * @param team the name of the only team whose items are offered, or null for all; for display only, since an item does not have its team
 * @param service the name of the only service whose items are offered, or null for all; for display only
 */
public record ItemFilter(
        SortedSet<String> projects,
        Set<ItemType> types,
        Set<Origin> origins,
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
        EnumSet<Origin> copied = EnumSet.noneOf(Origin.class);
        copied.addAll(origins);
        origins = Collections.unmodifiableSet(copied);
    }

    /** Of all origins, teams and services. */
    public ItemFilter(SortedSet<String> projects, Set<ItemType> types) {
        this(projects, types, Set.of(), null, null);
    }

    /** Of all teams and services. */
    public ItemFilter(SortedSet<String> projects, Set<ItemType> types, Set<Origin> origins) {
        this(projects, types, origins, null, null);
    }

    /** The same of what is offered of one team or service only. */
    public ItemFilter among(@Nullable String ofTeam, @Nullable String ofService) {
        return new ItemFilter(projects, types, origins, ofTeam, ofService);
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
        return accepts(flow.item().project(), flow.type(), flow.origin().origin());
    }

    public boolean accepts(String project, ItemType type, Origin origin) {
        return (projects.isEmpty() || projects.contains(upper(project)))
                && (types.isEmpty() || types.contains(type))
                && accepts(origin);
    }

    /** Whether what is of that origin passes. */
    public boolean accepts(Origin origin) {
        return origins.isEmpty() || origins.contains(origin);
    }

    /** Whether a service or a pipeline of that name passes: the projects are names then, and types do not apply. */
    public boolean acceptsName(String name) {
        return projects.isEmpty() || projects.contains(upper(name));
    }

    private static String upper(String project) {
        return project.toUpperCase(Locale.ROOT);
    }
}
