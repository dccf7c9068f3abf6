package io.jenkins.plugins.millrace.capture;

import dev.millrace.buildcard.Wait;
import hudson.Extension;
import hudson.model.Label;
import hudson.model.Queue;
import hudson.model.queue.QueueListener;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what an item in the queue waits for, and when it entered, until its build starts. Called while Jenkins holds the lock of
 * the queue, so that nothing here may wait.
 */
@Extension
public final class QueueTimes extends QueueListener {

    private static final int REMEMBERED = 10_000;

    /** An item that is switched between blocked and buildable more often than this has only its first waits. */
    private static final int WAITS = 50;

    private static final class Entry {
        private final List<Wait> waits = new ArrayList<>();
        private Wait.@Nullable Kind kind;
        private @Nullable Instant since;
        private @Nullable String asked;
        private @Nullable Instant entered;
    }

    private final InstantSource clock;

    /** By the id of the item. Guarded by itself. */
    private final Map<Long, Entry> entries = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, QueueTimes.Entry> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** By Jenkins. */
    public QueueTimes() {
        this(InstantSource.system());
    }

    QueueTimes(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void onEnterWaiting(Queue.WaitingItem item) {
        enter(item.getId(), Wait.Kind.QUIET);
    }

    @Override
    public void onEnterBlocked(Queue.BlockedItem item) {
        enter(item.getId(), Wait.Kind.BLOCKED);
    }

    @Override
    public void onEnterBuildable(Queue.BuildableItem item) {
        Label label = item.getAssignedLabel();
        enter(item.getId(), Wait.Kind.EXECUTOR, label == null ? null : label.getExpression());
    }

    @Override
    public void onLeft(Queue.LeftItem item) {
        left(item.getId(), item.isCancelled() ? null : Instant.ofEpochMilli(item.getInQueueSince()));
    }

    /** An item waits for something else from now on, and not for a label. */
    void enter(long queueId, Wait.Kind kind) {
        enter(queueId, kind, null);
    }

    /**
     * An item waits for something else from now on.
     *
     * @param asked the label of the agents it may run on, or null if any will do
     */
    void enter(long queueId, Wait.Kind kind, @Nullable String asked) {
        Instant now = clock.instant();
        synchronized (entries) {
            Entry entry = entries.computeIfAbsent(queueId, id -> new Entry());
            close(entry, now);
            entry.kind = kind;
            entry.asked = asked;
            entry.since = now;
        }
    }

    /** An item left the queue; without an instant it was cancelled. */
    void left(long queueId, @Nullable Instant entered) {
        Instant now = clock.instant();
        synchronized (entries) {
            if (entered == null) {
                entries.remove(queueId);
                return;
            }
            Entry entry = entries.computeIfAbsent(queueId, id -> new Entry());
            close(entry, now);
            entry.entered = entered;
        }
    }

    private static void close(Entry entry, Instant now) {
        if (entry.kind != null && entry.since != null && entry.since.isBefore(now) && entry.waits.size() < WAITS) {
            entry.waits.add(new Wait(entry.kind, entry.since, now, entry.asked));
        }
        entry.kind = null;
    }

    /** The time of an item that left the queue; null if it was not seen. Forgets it. */
    @Nullable QueueTime take(long queueId) {
        synchronized (entries) {
            Entry entry = entries.remove(queueId);
            return entry == null || entry.entered == null ? null : new QueueTime(entry.entered, entry.waits);
        }
    }
}
