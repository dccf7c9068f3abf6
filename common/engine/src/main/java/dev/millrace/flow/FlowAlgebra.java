package dev.millrace.flow;

import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Figure;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.StateCatalogue;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.ValueStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The flow algebra: computes the flow of one item from its history. At every instant between start and stop an item is in
 * exactly one segment, and the first rule that applies decides which:
 *
 * <ol>
 *   <li>the item is done or cancelled;
 *   <li>a flag, a link to something not closed, or a blocked status: waiting (blocked);
 *   <li>a pull request, a build, a deployment or the gap between two of them is open: active if any is, else what waits
 *       furthest downstream;
 *   <li>the status of the item, or of a sub-task that is further: active before waiting before not begun.
 * </ol>
 *
 * <p>An issue claims time of the item that it was a part of at that instant, and of no other: what was a sub-task once has no time of
 * its own from then.
 *
 * <p>A flag or a link does not start an item: only a stage does. Once a service has deployed to production, an item is done when
 * every merged change of it is in production, and not when its status says so. A pull request that is an item begins with its coding. The class has no state but a cache of mapped states and may
 * be shared between threads.
 */
public final class FlowAlgebra {

    private final ValueStream stream;
    private final Definition definition;
    private final VisitBuilder visitBuilder;
    private final WaitingUse waitingUse;

    /**
     * An algebra that reads states as that stream and that catalogue say.
     *
     * @param definition the definition that contains the stream; assigns the parts of a chain to teams
     * @param waitingUse decides for items that waited nowhere whether waiting would have been seen
     */
    public FlowAlgebra(ValueStream stream, StateCatalogue states, Definition definition, WaitingUse waitingUse) {
        this.definition = Objects.requireNonNull(definition, "definition");
        this.stream = Objects.requireNonNull(stream, "stream");
        this.waitingUse = Objects.requireNonNull(waitingUse, "waitingUse");
        this.visitBuilder = new VisitBuilder(stream, new StageMapper(stream, Objects.requireNonNull(states, "states")));
    }

    /**
     * The item's cycles, first one first.
     *
     * @param history the item and what bears on it
     * @param asOf what happened later is left out
     * @return one flow per cycle; empty if the item did not exist by then
     */
    public List<ItemFlow> flows(ItemHistory history, Instant asOf) {
        return ownFlows(history, asOf).stream().map(this::judged).toList();
    }

    /** The flow judged by other items of its workflow: if most of them waited, this one was seen not to wait. */
    public ItemFlow judged(ItemFlow own) {
        Instant stop = own.stop();
        return stop != null && own.waitingNotSeen() && waitingUse.usual(own.workflow(), stop, own.asOf())
                ? own.with(Figure.of(1.0))
                : own;
    }

    /** Each time that an issue was done, as of an instant. */
    public List<Completion> completions(ArtifactHistory history, Instant asOf) {
        return Completion.of(history, visitBuilder.read(history, asOf));
    }

    /** The item's cycles by its own history alone: other items do not change them; see {@link #judged}. */
    public List<ItemFlow> ownFlows(ItemHistory history, Instant asOf) {
        ArtifactHistory item = history.item();
        VisitHistory read = visitBuilder.read(item, asOf);
        List<Visit> states = read.visits();
        if (states.isEmpty()) {
            return List.of();
        }
        Coding coding = Coding.of(stream.delivery(), item, states.get(0).start(), asOf);
        Membership self = Membership.ofItem(history);
        VisitHistory own = read.after(coding.visits()).with(self, asOf, stream.newStage());
        Map<String, List<Visit>> blockers = ArtifactTimeline.blockerVisits(history.blockers(), visitBuilder, asOf);
        List<ArtifactTimeline> subTasks = new ArrayList<>();
        List<ArtifactHistory> parts = new ArrayList<>();
        List<Visit> visits = new ArrayList<>(self.owned(states, asOf));
        if (item.artifact().kind() == ArtifactKind.PULL_REQUEST) {
            // while it is open its turns say more than its status, and each is a visit
            visits.removeIf(
                    visit -> visit.stage() != null && !visit.stage().kind().closed());
        }
        visits.addAll(coding.visits());
        for (ArtifactHistory subTask : history.subTasks()) {
            Membership part = Membership.ofSubTask(subTask, history, asOf);
            List<Visit> all = visitBuilder.visits(subTask, asOf);
            subTasks.add(ArtifactTimeline.of(subTask, all, blockers, asOf).during(part));
            visits.addAll(part.owned(all, asOf));
            parts.add(part.during(subTask));
        }
        ArtifactTimeline timeline = ArtifactTimeline.of(item, own.visits(), blockers, asOf);
        List<ChangeTimeline> changes = history.changes().stream()
                .map(change -> ChangeTimeline.of(change, stream.delivery(), asOf))
                .toList();
        List<Interval> intervals =
                new IntervalSweep(stream, timeline, self, subTasks, changes, coding.visit()).intervals(asOf);
        List<List<Interval>> cycles = Cycles.split(intervals, stream);
        changes.forEach(change -> change.claims().forEach(claim -> visits.add(claim.visit())));
        visits.sort(Comparator.comparing(Visit::start));

        CycleFlow flow = new CycleFlow(
                stream,
                history.withSubTasks(parts),
                asOf,
                own,
                visits,
                changes,
                new Teams(definition, history),
                definition.origins(),
                coding.unknown());
        List<ItemFlow> flows = new ArrayList<>();
        for (int i = 0; i < cycles.size(); i++) {
            Instant next = i + 1 < cycles.size() ? cycles.get(i + 1).get(0).start() : null;
            flows.add(flow.of(cycles.get(i), i + 1, next));
        }
        return List.copyOf(flows);
    }

    /** The visits of one artifact up to {@code asOf}, inclusive, whatever its level; empty if it did not exist by then. */
    public List<Visit> visits(ArtifactHistory history, Instant asOf) {
        return visitBuilder.visits(history, asOf);
    }
}
