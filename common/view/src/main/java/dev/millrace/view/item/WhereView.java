package dev.millrace.view.item;

import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.load.InProgress.Place;
import dev.millrace.metrics.time.TimeLeft;
import dev.millrace.model.Knowledge;
import dev.millrace.reach.ItemReach;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where an item and its changes are.
 *
 * @param flow its present cycle
 * @param reach how far its changes came
 * @param place where it is now; null unless it is in progress
 * @param left what usually comes after that stage; null if it is in no stage
 * @param days over how many days back from the as-of that was measured
 * @param issues the issues that a pull request belongs to; their time counts there
 * @param knowledge the two instants it is bound to
 * @param zone whose dates and times people read
 */
public record WhereView(
        ItemFlow flow,
        ItemReach reach,
        @Nullable Place place,
        @Nullable TimeLeft left,
        int days,
        List<String> issues,
        Knowledge knowledge,
        ZoneId zone) {

    /** Copies the list. */
    public WhereView {
        Objects.requireNonNull(flow, "flow");
        Objects.requireNonNull(reach, "reach");
        issues = List.copyOf(issues);
        Objects.requireNonNull(knowledge, "knowledge");
        Objects.requireNonNull(zone, "zone");
    }
}
