package dev.millrace.metrics.outlook;

import dev.millrace.metrics.delivery.DeliveryReport;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The key figures of a window by group. An item that belongs to several groups counts in each.
 *
 * @param by what the groups are
 * @param groups in the order of their names
 */
public record Breakdown(By by, List<Group> groups) {

    /** What items are grouped by. */
    public enum By {
        /** Who works on it. */
        TEAM,
        /** What it changes. */
        SERVICE,
        /** What kind of work it is. */
        TYPE,
        /** Where it is tracked. */
        PROJECT,
        /** By whom it was written. */
        ORIGIN;

        /** The written form in options and exports. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One group.
     *
     * @param name its name; hostile text
     * @param figures its figures
     * @param delivery how its changes reach production; null if it has none, or if groups of that kind deliver nothing
     */
    public record Group(
            String name, PeriodSummary figures, @Nullable DeliveryReport delivery) {
        /** Validates. */
        public Group {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(figures, "figures");
        }
    }

    /** Copies the list. */
    public Breakdown {
        Objects.requireNonNull(by, "by");
        groups = List.copyOf(groups);
    }
}
