package dev.millrace.metrics.portfolio;

import dev.millrace.metrics.Shares;
import dev.millrace.model.Figure;
import dev.millrace.valuestream.DayRate;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the item-time of some items inside the window went.
 *
 * @param active somebody worked on them
 * @param waiting they waited
 * @param unmapped they were in states without a stage, so that nobody knows
 * @param items how many of them touch the window
 * @param waitingUnknown how many that stopped in the window have no flow efficiency: what counts as active may have been waiting
 * @param cost what the waiting is worth by the day rates of the teams, an estimate in whole units of their currency; null if no team
 *     of these items declares a rate
 * @param notValued the waiting of items whose team declares no rate; in no cost
 */
public record Effort(
        Duration active,
        Duration waiting,
        Duration unmapped,
        long items,
        long waitingUnknown,
        @Nullable BigDecimal cost,
        Duration notValued) {

    /** Of no items. */
    public static final Effort NONE =
            new Effort(Duration.ZERO, Duration.ZERO, Duration.ZERO, 0, 0, null, Duration.ZERO);

    /** Validates. */
    public Effort {
        Objects.requireNonNull(active, "active");
        Objects.requireNonNull(waiting, "waiting");
        Objects.requireNonNull(unmapped, "unmapped");
        Objects.requireNonNull(notValued, "notValued");
    }

    static Effort of(EffortCell cell, @Nullable DayRate rate) {
        Duration waiting = cell.time().waiting();
        return new Effort(
                cell.time().active(),
                waiting,
                cell.time().unmapped(),
                cell.items(),
                cell.waitingUnknown(),
                rate == null ? null : rate.of(waiting),
                rate == null ? waiting : Duration.ZERO);
    }

    /** Of these and others together. */
    public Effort plus(Effort other) {
        return new Effort(
                active.plus(other.active),
                waiting.plus(other.waiting),
                unmapped.plus(other.unmapped),
                items + other.items,
                waitingUnknown + other.waitingUnknown,
                cost == null || other.cost == null ? (cost == null ? other.cost : cost) : cost.add(other.cost),
                notValued.plus(other.notValued));
    }

    /** Its part of the active time of all; unknown if nobody worked at all. */
    public Figure<Double> share(Effort all) {
        return Shares.of(active.toMillis(), all.active.toMillis());
    }
}
