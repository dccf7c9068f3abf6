package dev.millrace.flow.oracle;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rules S6 and S7: the figures of one cycle, in words. */
record NaiveFigures(
        String status,
        Instant begun,
        @Nullable Instant start,
        @Nullable Instant stop,
        Instant asOf,
        Map<String, Long> millis,
        boolean stopSeen,
        boolean createdLate,
        boolean startedLate) {

    String s6FlowTime() {
        return switch (status) {
            case "NOT_STARTED", "CANCELLED" -> "not applicable";
            case "IN_FLOW" -> startedLate ? "contradictory" : "open " + between(start, asOf);
            default ->
                start == null || !stopSeen
                        ? "unknown"
                        : startedLate ? "contradictory" : "measured " + between(start, stop);
        };
    }

    String s6LeadTime() {
        return switch (status) {
            case "CANCELLED" -> "not applicable";
            case "DONE" -> !stopSeen ? "unknown" : createdLate ? "contradictory" : "measured " + between(begun, stop);
            default -> createdLate ? "contradictory" : "open " + between(begun, asOf);
        };
    }

    @Nullable Double s7Efficiency(boolean observable, boolean codingKnown) {
        long active = millis.getOrDefault("ACTIVE", 0L);
        long waiting = millis.getOrDefault("WAITING", 0L);
        boolean known = status.equals("DONE")
                && start != null
                && stopSeen
                && !startedLate
                && codingKnown
                && observable
                && !millis.containsKey("UNMAPPED")
                && active + waiting > 0;
        return known ? (Double) ((double) active / (active + waiting)) : null;
    }

    private static long between(@Nullable Instant from, @Nullable Instant to) {
        return from == null || to == null ? -1 : Duration.between(from, to).toMillis();
    }
}
