package dev.millrace.valuestream;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A group of people whose work is reported together; never a single person.
 *
 * @param id stable name for programs
 * @param name what people read
 * @param scope what is its work
 * @param calendar when it works, or null if that is not defined: then only calendar time is known
 */
public record Team(
        String id, String name, Selection scope, @Nullable WorkCalendar calendar) {

    /** Validates. */
    public Team {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(scope, "scope");
    }
}
