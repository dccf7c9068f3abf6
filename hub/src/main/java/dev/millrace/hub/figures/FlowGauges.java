package dev.millrace.hub.figures;

import dev.millrace.hub.figures.FlowFigure.Value;
import dev.millrace.hub.pages.Subject;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The figures of all streams, teams and services as gauges. Labels are ids of the definition, so their number is bounded, and beyond a
 * limit the rest is counted instead.
 */
public final class FlowGauges {

    /** So many streams, teams and services have figures; further ones are counted. */
    public static final int MOST_SUBJECTS = 100;

    /** What a figure is of; {@code service_name} is {@code service.name} of OpenTelemetry. */
    private static final String[] LABELS = {"stream", "team", "service_name"};

    private FlowGauges() {}

    /**
     * A subject with its figures.
     *
     * @param subject what they are of
     * @param stream the id of its stream
     * @param figures those that are known
     */
    public record Entry(Subject subject, String stream, Map<FlowFigure, List<Value>> figures) {
        /** Validates. */
        public Entry {
            Objects.requireNonNull(subject, "subject");
            Objects.requireNonNull(stream, "stream");
            figures = Map.copyOf(figures);
        }
    }

    /** The gauges; a subject without a report has none. */
    public static List<MetricSnapshot> of(List<Entry> entries) {
        List<Entry> shown = entries.subList(0, Math.min(MOST_SUBJECTS, entries.size()));
        List<MetricSnapshot> gauges = new ArrayList<>();
        for (FlowFigure figure : FlowFigure.values()) {
            GaugeSnapshot.Builder gauge =
                    GaugeSnapshot.builder().name(figure.metric()).help(figure.help());
            boolean any = false;
            for (Entry entry : shown) {
                for (Value value : entry.figures().getOrDefault(figure, List.of())) {
                    gauge.dataPoint(GaugeDataPointSnapshot.builder()
                            .labels(labels(entry, value))
                            .value(value.value())
                            .build());
                    any = true;
                }
            }
            if (any) {
                gauges.add(gauge.build());
            }
        }
        gauges.add(GaugeSnapshot.builder()
                .name("millrace_report_subjects_left_out")
                .help("Streams, teams and services without metrics, because there are more than " + MOST_SUBJECTS + ".")
                .dataPoint(GaugeDataPointSnapshot.builder()
                        .value((double) entries.size() - shown.size())
                        .build())
                .build());
        return gauges;
    }

    private static Labels labels(Entry entry, Value value) {
        Subject subject = entry.subject();
        Labels of = Labels.of(LABELS, new String[] {
            entry.stream(),
            subject.kind() == Subject.Kind.TEAM ? subject.id() : "",
            subject.kind() == Subject.Kind.SERVICE ? subject.id() : ""
        });
        return value.quantile() == null ? of : of.add("quantile", value.quantile());
    }
}
