package io.jenkins.plugins.millrace.graph;

import dev.millrace.buildcard.StageRecord;
import dev.millrace.buildcard.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes the time in which the controller was down out of the waits of a build: nobody could answer, no agent could come. Pipeline
 * itself notes nothing of it; an {@code input} step goes on waiting over a restart.
 */
public final class Outages {

    /** So long before an outage the controller may have said for the last time that it is up. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private Outages() {}

    /**
     * The reading with each wait cut where the controller was down, and with that time as a wait of its own in the build and in each
     * stage that it fell into.
     *
     * @param reading of the graph
     * @param gaps when the controller was down while the build ran, in order and apart from each other, as waits of the kind
     *     {@link Wait.Kind#DOWNTIME}
     */
    public static GraphReading cut(GraphReading reading, List<Wait> gaps) {
        List<Wait> outages = untilItWentOn(reading, gaps);
        if (outages.isEmpty()) {
            return reading;
        }
        List<StageRecord> stages = new ArrayList<>();
        for (StageRecord stage : reading.stages()) {
            List<Wait> waits = cut(stage.waits(), outages);
            for (Wait outage : outages) {
                Wait inside = inside(outage, stage.start(), stage.end());
                if (inside != null && stage.skipped() == null) {
                    waits.add(inside);
                }
            }
            stages.add(stage.withWaits(waits));
        }
        List<Wait> outside = cut(reading.waitsOutside(), outages);
        outside.addAll(outages);
        return new GraphReading(stages, outside, reading.links(), reading.troubles());
    }

    /** Where a stage begins or ends the controller is up: it resumes builds before the plugin notes its start, or the plugin was away. */
    private static List<Wait> untilItWentOn(GraphReading reading, List<Wait> gaps) {
        List<Wait> outages = new ArrayList<>();
        for (Wait gap : gaps) {
            Instant from = gap.start();
            Instant to = gap.end();
            if (from != null && to != null) {
                Instant until = reading.stages().stream()
                        .flatMap(stage ->
                                Stream.of(Optional.ofNullable(stage.start()), Optional.ofNullable(stage.end())))
                        .flatMap(Optional::stream)
                        .filter(at -> at.isAfter(from.plus(HEARTBEAT)) && at.isBefore(to))
                        .min(Comparator.naturalOrder())
                        .orElse(to);
                outages.add(new Wait(Wait.Kind.DOWNTIME, from, until));
            }
        }
        return outages;
    }

    private static List<Wait> cut(List<Wait> waits, List<Wait> outages) {
        List<Wait> cut = new ArrayList<>();
        for (Wait wait : waits) {
            Instant from = wait.start();
            boolean cutOff = false;
            for (Wait outage : outages) {
                Wait inside = inside(outage, from, wait.end());
                if (from != null && inside != null) {
                    Instant down = Objects.requireNonNull(inside.start());
                    if (down.isAfter(from)) {
                        cut.add(wait.between(from, down));
                    }
                    from = Objects.requireNonNull(inside.end());
                    cutOff = from.equals(wait.end());
                }
            }
            if (!cutOff) {
                cut.add(wait.between(from, wait.end()));
            }
        }
        return cut;
    }

    /** The part of an outage between two instants, of which the later may still be to come; null if there is none. */
    private static @Nullable Wait inside(Wait outage, @Nullable Instant start, @Nullable Instant end) {
        Instant from = outage.start();
        Instant to = outage.end();
        if (from == null || to == null || start == null) {
            return null;
        }
        Instant first = from.isAfter(start) ? from : start;
        Instant last = end != null && end.isBefore(to) ? end : to;
        return first.isBefore(last) ? new Wait(Wait.Kind.DOWNTIME, first, last) : null;
    }
}
