package dev.millrace.collect;

import dev.millrace.model.ArtifactId;
import dev.millrace.store.CommitResult;
import dev.millrace.store.Cursor;
import dev.millrace.store.FactBatch;
import dev.millrace.store.FlowStore;
import dev.millrace.store.Watch;
import dev.millrace.store.Watched;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Reads again, after a run, what of its source is unfinished and due; each portion is stored as a page is. */
final class Revisits {

    private final FlowStore store;
    private final Source source;
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
    Revisits(FlowStore store, Source source, SyncListener listener, int pages) {
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

    long done() {
        return done;
    }

    void run() {
        if (source instanceof RevisitingSource revisiting) {
            try {
                List<Watched> due = store.dueVisits(source.id(), revisiting.visitsPerRun());
                for (int from = 0; from < due.size(); from += revisiting.visitsAtOnce()) {
                    visit(revisiting, due.subList(from, Math.min(due.size(), from + revisiting.visitsAtOnce())));
                }
            } catch (RuntimeException e) {
                throw new SyncStoppedException(source.id(), page + 1, e);
            }
        }
    }

    private void visit(RevisitingSource revisiting, List<Watched> items) {
        RevisitingSource.Visit visit = revisiting.visit(items);
        Cursor cursor = store.cursor(source.id())
                .orElseThrow(() -> new SourceException("the source has no cursor although its run has ended"));
        CommitResult result = store.commit(visit.facts().plus(FactBatch.ofWatches(marks(visit, items))), cursor);
        page++;
        done += items.size();
        stored = stored.plus(result);
        problems.addAll(visit.problems());
        visit.problems().forEach(listener::problem);
        listener.page(new SyncProgress(source.id(), page, done, OptionalLong.empty(), result));
    }

    /** Every item was visited, whatever came of it: one that can never be read must not stand before the others for ever. */
    private static List<Watch> marks(RevisitingSource.Visit visit, List<Watched> items) {
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
