package dev.millrace.view.baseline;

import dev.millrace.metrics.Percentiles;
import dev.millrace.metrics.report.FlowReport;
import dev.millrace.valuestream.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is usual in a value stream: what one change is compared with, where the report that it comes from is not at hand.
 *
 * @param stream the stable name of the stream
 * @param version the version of its definition; stages of another version may mean something else
 * @param since the beginning of the window
 * @param until the first instant after it
 * @param leadTime of the items done in the window; null if none has one
 * @param flowEfficiency of the items done in the window, from 0 to 1; null if unknown
 * @param bottleneck the id of the stage that holds the stream up; null if none is shown
 * @param stages the visits that ended in the window, in the order of the stream
 */
public record Baseline(
        String stream,
        String version,
        Instant since,
        Instant until,
        @Nullable Percentiles<Duration> leadTime,
        @Nullable Double flowEfficiency,
        @Nullable String bottleneck,
        List<OfStage> stages) {

    /**
     * The visits to one stage.
     *
     * @param id the stage's id
     * @param visits how long they took, in calendar time
     */
    public record OfStage(String id, Percentiles<Duration> visits) {
        /** Validates. */
        public OfStage {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(visits, "visits");
        }
    }

    /** Copies the list. */
    public Baseline {
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(until, "until");
        stages = List.copyOf(stages);
    }

    /** What a report says is usual. */
    public static Baseline of(FlowReport report) {
        return new Baseline(
                report.stream().id(),
                report.stream().version(),
                report.request().window().start(),
                report.request().window().end(),
                report.leadTime().percentiles().measured().orElse(null),
                report.efficiency().ratio().measured().orElse(null),
                report.bottleneck().named().map(Stage::id).orElse(null),
                report.map().steps().stream()
                        .flatMap(step ->
                                step
                                        .completed()
                                        .measured()
                                        .map(visits -> new OfStage(step.stage().id(), visits))
                                        .stream())
                        .toList());
    }

    /** How long visits to a stage take; empty if none was seen. */
    public Optional<Percentiles<Duration>> visits(@Nullable Stage stage) {
        return stages.stream()
                .filter(one -> stage != null && one.id().equals(stage.id()))
                .map(OfStage::visits)
                .findFirst();
    }
}
