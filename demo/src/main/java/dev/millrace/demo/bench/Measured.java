package dev.millrace.demo.bench;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One figure of a bench.
 *
 * @param id stable name for programs
 * @param name what people read
 * @param value the figure
 * @param unit what it counts
 * @param target what was promised, or null if nothing was
 */
public record Measured(
        String id,
        String name,
        double value,
        String unit,
        @Nullable Target target) {

    /**
     * A promise.
     *
     * @param text what it says
     * @param met whether the figure keeps it; null if it was promised for another size
     */
    public record Target(String text, @Nullable Boolean met) {
        /** Validates. */
        public Target {
            Objects.requireNonNull(text, "text");
        }
    }

    /** Validates. */
    public Measured {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(unit, "unit");
    }

    /** A figure about which nothing was promised. */
    public Measured(String id, String name, double value, String unit) {
        this(id, name, value, unit, null);
    }

    /** The same figure, which must keep that. */
    public Measured against(Target promised) {
        return new Measured(id, name, value, unit, promised);
    }
}
