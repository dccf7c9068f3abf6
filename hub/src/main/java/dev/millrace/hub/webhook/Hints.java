package dev.millrace.hub.webhook;

import dev.millrace.app.sync.Hint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What webhooks named and was not read since, the first to come first; each once, however often it was named. At most
 * so many: the next sync finds the others. Lost with the process, for the same reason. Safe for many threads.
 */
public final class Hints {

    private final Map<Object, Hint> waiting = new LinkedHashMap<>();
    private final int most;
    private long dropped;

    /** None yet. */
    Hints(int most) {
        this.most = most;
    }

    /** Keeps a hint, if there is room. */
    synchronized void add(Hint hint) {
        if (waiting.size() >= most && !waiting.containsKey(hint.subject())) {
            dropped++;
            return;
        }
        waiting.merge(hint.subject(), hint, Hint::and);
    }

    /** Takes away the hints of the site that has waited for longest and that may be read by now, at most so many. */
    public synchronized List<Hint> take(int atMost, Instant now) {
        List<Hint> taken = new ArrayList<>();
        Iterator<Hint> hints = waiting.values().iterator();
        while (hints.hasNext() && taken.size() < atMost) {
            Hint hint = hints.next();
            if (!hint.readAt().isAfter(now)
                    && (taken.isEmpty() || taken.get(0).site().equals(hint.site()))) {
                taken.add(hint);
                hints.remove();
            }
        }
        return taken;
    }

    /** How many wait. */
    public synchronized int waiting() {
        return waiting.size();
    }

    /** How many hints found no room since the start. */
    public synchronized long dropped() {
        return dropped;
    }
}
