package dev.millrace.app.item;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a reading token may see. An empty set restricts nothing; several sets all restrict.
 *
 * @param projects keys of the projects whose issues it sees, in upper case
 * @param teams ids of the teams whose items it sees
 * @param services ids of the services that it sees
 */
public record Visibility(SortedSet<String> projects, SortedSet<String> teams, SortedSet<String> services) {

    /** Sees everything that is captured. */
    public static final Visibility EVERYTHING = of(Set.of(), Set.of(), Set.of());

    /** Copies the sets, project keys in upper case. */
    public Visibility {
        SortedSet<String> upper = new TreeSet<>();
        projects.forEach(project -> upper.add(project.toUpperCase(Locale.ROOT)));
        projects = Collections.unmodifiableSortedSet(upper);
        teams = Collections.unmodifiableSortedSet(new TreeSet<>(teams));
        services = Collections.unmodifiableSortedSet(new TreeSet<>(services));
        for (SortedSet<String> names : List.of(projects, teams, services)) {
            if (names.stream().anyMatch(String::isBlank)) {
                throw new IllegalArgumentException("a project, team or service that a token may see must not be blank");
            }
        }
    }

    /** From sets in any order. */
    public static Visibility of(Set<String> projects, Set<String> teams, Set<String> services) {
        return new Visibility(new TreeSet<>(projects), new TreeSet<>(teams), new TreeSet<>(services));
    }

    /** Whether nothing is hidden. */
    public boolean everything() {
        return projects.isEmpty() && teams.isEmpty() && services.isEmpty();
    }

    /** Whether issues of that project may be seen, as far as projects bound it. */
    public boolean project(String key) {
        return projects.isEmpty() || projects.contains(key.toUpperCase(Locale.ROOT));
    }
}
