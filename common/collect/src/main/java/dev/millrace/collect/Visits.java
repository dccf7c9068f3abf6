package dev.millrace.collect;

import dev.millrace.facts.FactBatch;
import dev.millrace.facts.Watch;
import dev.millrace.model.ArtifactId;
import dev.millrace.store.CommitResult;
import dev.millrace.store.Cursor;
import dev.millrace.store.InventoryEntry;
import dev.millrace.store.SyncStore;
import dev.millrace.store.Watched;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Reads single items of a source again, after its run; each portion is stored as a page is. */
final class Visits {

    /** The state of a sweep whose list has come to its end. */
    static final String LISTED = "listed";

    private final SyncStore store;
    private final String source;
    private final SyncListener listener;
    private final List<SyncProblem> problems = new ArrayList<>();
    private int page;
    private CommitResult stored = CommitResult.NOTHING;
    private long done;

    /**
     * Of one source.
     *
     * @param pages how many pages the run has stored already
     */
    Visits(SyncStore store, String source, SyncListener listener, int pages) {
        this.store = store;
        this.source = source;
        this.listener = listener;
        this.page = pages;
    }

    CommitResult stored() {
        return stored;
    }

    List<SyncProblem> problems() {
        return List.copyOf(problems);
    }

    /** How many pages the run has stored, visits included. */
    int page() {
        return page;
    }

    /** How many items were read again because they were on the watch list. */
    long done() {
        return done;
    }

    /** Reads again what is on the watch list for one of those reasons and due, as much as one run may. */
    void due(RevisitingSource revisiting, Set<Watch.Reason> reasons) {
        List<Watched> due = store.dueVisits(source, reasons, revisiting.visitsPerRun());
        for (int from = 0; from < due.size(); from += revisiting.visitsAtOnce()) {
            List<Watched> items = due.subList(from, Math.min(due.size(), from + revisiting.visitsAtOnce()));
            RevisitingSource.Revisit visit =
                    revisiting.visit(items.stream().map(Watched::entry).toList());
            done += items.size();
            commit(visit, marks(visit, items));
        }
    }

    /** Requests items that a sweep has missed; returns those that the tool does not have. */
    Set<ArtifactId> ask(RevisitingSource revisiting, List<InventoryEntry> items) {
        RevisitingSource.Revisit visit = revisiting.visit(items);
        commit(visit, List.of());
        store.reconciliations()
                .page(
                        source,
                        items.stream()
                                .filter(item -> !visit.absent().contains(item.artifact()))
                                .toList(),
                        LISTED);
        return visit.absent();
    }

    private void commit(RevisitingSource.Revisit visit, List<Watch> marks) {
        Cursor cursor = store.cursor(source)
                .orElseThrow(() -> new SourceException("the source has no cursor although its run has ended"));
        CommitResult result = store.commit(visit.facts().plus(FactBatch.ofWatches(marks)), cursor);
        page++;
        stored = stored.plus(result);
        problems.addAll(visit.problems());
        visit.problems().forEach(listener::problem);
        listener.page(new SyncProgress(source, page, done, OptionalLong.empty(), result));
    }

    /** Every item was visited, whatever came of it: one that can never be read must not stand before the others for ever. */
    private static List<Watch> marks(RevisitingSource.Revisit visit, List<Watched> items) {
        Set<ArtifactId> said = new HashSet<>();
        visit.facts().watches().forEach(watch -> said.add(watch.artifact()));
        Set<ArtifactId> read = new HashSet<>();
        visit.facts().snapshots().forEach(snapshot -> read.add(snapshot.artifact()));
        List<Watch> marks = new ArrayList<>();
        for (Watched item : items) {
            if (visit.absent().contains(item.artifact())) {
                marks.add(new Watch.Unfinished(item.artifact(), item.handle(), Watch.Reason.ABSENT));
            } else if (!said.contains(item.artifact())) {
                marks.add(
                        read.contains(item.artifact())
                                ? new Watch.Finished(item.artifact())
                                : new Watch.Unfinished(item.artifact(), item.handle(), item.reason()));
            }
        }
        return marks;
    }
}
