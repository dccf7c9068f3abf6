package dev.millrace.derive;

import dev.millrace.flow.Chain;
import dev.millrace.flow.ItemFlow;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Figure;
import dev.millrace.model.Reason;
import dev.millrace.model.Workflow;
import java.util.Collections;

/** What records keep of a flow. */
public final class Trimmed {

    private Trimmed() {}

    /** The flow without its chain, the words of its reasons, and what no report reads of its item. */
    public static ItemFlow of(ItemFlow flow) {
        ArtifactSnapshot item = flow.item();
        return new ItemFlow(
                new ArtifactSnapshot(
                        item.artifact(),
                        item.key(),
                        item.title(),
                        item.project(),
                        null,
                        item.level(),
                        null,
                        null,
                        null,
                        item.url(),
                        flow.createdAt(),
                        flow.createdAt(),
                        Collections.emptySortedMap()),
                flow.type(),
                flow.cycle(),
                flow.status(),
                flow.asOf(),
                flow.createdAt(),
                flow.start(),
                flow.stop(),
                flow.totals(),
                without(flow.flowTime()),
                without(flow.leadTime()),
                without(flow.efficiency()),
                flow.segments(),
                flow.visits(),
                flow.reopenings(),
                flow.backwardMoves(),
                flow.stalled(),
                flow.gaps(),
                Chain.NONE,
                flow.handOffs(),
                flow.types(),
                new Workflow(
                        item.artifact().tool(),
                        item.project(),
                        flow.waitingNotSeen() ? flow.workflow().type() : null),
                flow.sprints(),
                flow.origin(),
                flow.pullRequests());
    }

    private static <T> Figure<T> without(Figure<T> figure) {
        return figure.reason()
                .map(reason -> Reason.of(reason.code()))
                .<Figure<T>>map(reason -> figure instanceof Figure.Unknown<T>
                        ? new Figure.Unknown<>(reason)
                        : figure instanceof Figure.NotApplicable<T>
                                ? new Figure.NotApplicable<>(reason)
                                : new Figure.Contradictory<>(reason))
                .orElse(figure);
    }
}
