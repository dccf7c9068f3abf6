package dev.millrace.derive;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose an item is, by the definition.
 *
 * @param team the name of its team; null if the definition says none
 * @param services what it changes; what it is about, if nothing was changed for it yet; else where it is tracked; ordered
 */
public record Belonging(@Nullable String team, List<String> services) {

    /** As a row has it: services one a line. */
    static Belonging ofRow(@Nullable String team, String services) {
        return new Belonging(team, services.isEmpty() ? List.of() : List.of(services.split("\n")));
    }

    /** Copies the list. */
    public Belonging {
        services = List.copyOf(services);
    }
}
