package io.jenkins.plugins.millrace.capture;

import hudson.Extension;
import hudson.model.Queue;
import hudson.model.queue.QueueListener;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Remembers when an item entered the queue, from the moment it leaves until its build starts. */
@Extension
public final class QueueTimes extends QueueListener {

    private static final int REMEMBERED = 10_000;

    private final Map<Long, Instant> entered = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Instant> eldest) {
            return size() > REMEMBERED;
        }
    };

    @Override
    public void onLeft(Queue.LeftItem item) {
        if (!item.isCancelled()) {
            remember(item.getId(), Instant.ofEpochMilli(item.getInQueueSince()));
        }
    }

    void remember(long queueId, Instant at) {
        synchronized (entered) {
            entered.put(queueId, at);
        }
    }

    /** When the item entered; null if it was not seen. Forgets it. */
    @Nullable Instant take(long queueId) {
        synchronized (entered) {
            return entered.remove(queueId);
        }
    }
}
