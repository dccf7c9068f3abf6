package dev.millrace.jira.panel;

import dev.millrace.flow.ItemFlow;
import dev.millrace.view.item.ItemView;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A figure that a number field of an issue can hold. None of them changes with the clock alone, except for the age against other items,
 * which has three values.
 */
public enum IssueNumber {
    /** Days from start to stop; none while it is not done. */
    FLOW_TIME {
        @Override
        Optional<BigDecimal> of(ItemFlow flow, @Nullable UsualTimes usual) {
            return flow.flowTime().measured().map(IssueNumber::days);
        }
    },
    /** Days from creation to stop; none while it is not done. */
    LEAD_TIME {
        @Override
        Optional<BigDecimal> of(ItemFlow flow, @Nullable UsualTimes usual) {
            return flow.leadTime().measured().map(IssueNumber::days);
        }
    },
    /** Days that it waited between start and stop; none while it is not done. */
    WAITING_TIME {
        @Override
        Optional<BigDecimal> of(ItemFlow flow, @Nullable UsualTimes usual) {
            return flow.flowTime()
                    .measured()
                    .filter(time -> flow.totals().unmapped().isZero())
                    .map(time -> days(flow.totals().waiting()));
        }
    },
    /** Active time in percent of active and waiting; none where it is unknown or still changes. */
    FLOW_EFFICIENCY {
        @Override
        Optional<BigDecimal> of(ItemFlow flow, @Nullable UsualTimes usual) {
            return flow.stop() == null
                    ? Optional.empty()
                    : flow.efficiency()
                            .measured()
                            .map(share -> BigDecimal.valueOf(share * HUNDRED).setScale(0, RoundingMode.HALF_UP));
        }
    },
    /** 85: older than 85% of the items done, or took longer; 50: than half of them; else 0. None if nothing is usual. */
    AGE_PERCENTILE {
        @Override
        Optional<BigDecimal> of(ItemFlow flow, @Nullable UsualTimes usual) {
            OptionalInt percentile = PanelJson.percentile(flow, usual);
            return percentile.isPresent() ? Optional.of(BigDecimal.valueOf(percentile.getAsInt())) : Optional.empty();
        }
    };

    private static final int HUNDRED = 100;

    /** The figure of the item's last cycle, rounded to what a person reads; empty if there is none. */
    public Optional<BigDecimal> of(ItemView item, @Nullable UsualTimes usual) {
        return of(item.current(), usual);
    }

    abstract Optional<BigDecimal> of(ItemFlow flow, @Nullable UsualTimes usual);

    /** The key in the configuration, such as {@code flowTime}. */
    public String key() {
        StringBuilder key = new StringBuilder();
        for (String word : name().split("_", -1)) {
            String lower = word.toLowerCase(Locale.ROOT);
            key.append(key.isEmpty() ? lower : word.charAt(0) + lower.substring(1));
        }
        return key.toString();
    }

    private static BigDecimal days(Duration time) {
        return BigDecimal.valueOf(time.toMillis())
                .divide(BigDecimal.valueOf(Duration.ofDays(1).toMillis()), 2, RoundingMode.HALF_UP);
    }
}
