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
 * @param dayRate what a day is worth on which one of its items waits, or null if that is not declared
 */
public record Team(
        String id,
        String name,
        Selection scope,
        @Nullable WorkCalendar calendar,
        @Nullable DayRate dayRate) {

    /** A team without a day rate. */
    public Team(String id, String name, Selection scope, @Nullable WorkCalendar calendar) {
        this(id, name, scope, calendar, null);
    }

    /** Validates. */
    public Team {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(scope, "scope");
    }
}
