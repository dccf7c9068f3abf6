package dev.millrace.metrics.load;

import dev.millrace.flow.FlowTotals;
import dev.millrace.metrics.ItemRef;
import dev.millrace.metrics.Percentiles;
import dev.millrace.metrics.TypeCounts;
import dev.millrace.model.Figure;
import dev.millrace.valuestream.ItemType;
import dev.millrace.valuestream.Stage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Work started and not stopped, see {@link LoadAccumulator#METRIC}. Source: {@code ItemFlow.start}, {@code stop} and {@code
 * segments}. An item counts from its start until its stop, also while it is paused or closed before a re-open.
 *
 * @param at the instant of {@code items}: the window's last millisecond, or as-of if that is earlier
 * @param items items in the flow then, by the type that they had then
 * @param age their age then, from their start; unknown if there are none
 * @param oldest those that started first, at most {@value #OLDEST}
 * @param days the local days the window touches, in order
 * @param timeInWindow the item-time between start and stop that lies inside the window, by what it was; its elapsed time is
 *     the integral of the load over the window, to the millisecond
 * @param incomplete how many of the items in the flow have history that was not captured
 */
public record FlowLoad(
        Instant at,
        TypeCounts items,
        Figure<Percentiles<Duration>> age,
        List<AgedItem> oldest,
        List<Day> days,
        FlowTotals timeInWindow,
        long incomplete) {

    /** How many of the oldest items are named. */
    public static final int OLDEST = 10;

    /**
     * An item in the flow.
     *
     * @param item which one
     * @param title its title; hostile text
     * @param type the type that it had then
     * @param state the native state it was in, in the tool's words; hostile text
     * @param stage the stage of that state; null if the definition does not know it, or if the item was blocked by a flag or link
     * @param start when it started
     * @param age from then to the instant of the load
     */
    public record AgedItem(
            ItemRef item,
            String title,
            ItemType type,
            String state,
            @Nullable Stage stage,
            Instant start,
            Duration age) {}

    /**
     * The load of one day.
     *
     * @param day the local day
     * @param at when it was read: the day's last millisecond, or the window's, or as-of, whichever is earliest
     * @param partial whether the window or as-of cut a part of the day off
     * @param items items in the flow then, by the type that they had then
     * @param age their age then, from their start; unknown if there were none
     */
    public record Day(
            LocalDate day, Instant at, boolean partial, TypeCounts items, Figure<Percentiles<Duration>> age) {}

    /** Copies the lists. */
    public FlowLoad {
        oldest = List.copyOf(oldest);
        days = List.copyOf(days);
    }
}
