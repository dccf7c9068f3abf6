package dev.millrace.view.item;

import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.load.InProgress.Place;
import dev.millrace.metrics.time.TimeLeft;
import dev.millrace.model.Knowledge;
import dev.millrace.reach.ItemReach;
import dev.millrace.valuestream.ValueStream;
import dev.millrace.view.Capture;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where an item and its changes are.
 *
 * @param flow its present cycle
 * @param stream the definition that it follows
 * @param reach how far its changes came
 * @param place where it is now; null unless it is in progress
 * @param left what usually comes after that stage; null if it is in no stage
 * @param days over how many days back from the as-of that was measured
 * @param issues the issues that a pull request belongs to; their time counts there
 * @param capture how much of it was captured
 * @param knowledge the two instants it is bound to
 * @param zone whose dates and times people read
 */
public record WhereView(
        ItemFlow flow,
        ValueStream stream,
        ItemReach reach,
        @Nullable Place place,
        @Nullable TimeLeft left,
        int days,
        List<String> issues,
        Capture capture,
        Knowledge knowledge,
        ZoneId zone) {

    /** Copies the list. */
    public WhereView {
        Objects.requireNonNull(flow, "flow");
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(reach, "reach");
        issues = List.copyOf(issues);
        Objects.requireNonNull(capture, "capture");
        Objects.requireNonNull(knowledge, "knowledge");
        Objects.requireNonNull(zone, "zone");
    }
}
