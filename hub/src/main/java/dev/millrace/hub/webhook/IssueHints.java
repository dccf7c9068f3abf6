package dev.millrace.hub.webhook;

import dev.millrace.app.sync.IssueHint;
import dev.millrace.model.ToolInstance;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The issues that webhooks named and that were not read since, the first to come first; each once, however often it was named. At most
 * so many: the next sync finds the others. Lost with the process, for the same reason. Safe for many threads.
 */
public final class IssueHints {

    private record Key(ToolInstance site, String id) {}

    private final Map<Key, IssueHint> waiting = new LinkedHashMap<>();
    private final int most;
    private long dropped;

    /** None yet. */
    IssueHints(int most) {
        this.most = most;
    }

    /** Keeps a hint, if there is room. */
    synchronized void add(IssueHint hint) {
        Key key = new Key(hint.site(), hint.id());
        if (waiting.size() >= most && !waiting.containsKey(key)) {
            dropped++;
            return;
        }
        waiting.merge(key, hint, IssueHint::and);
    }

    /** Takes away the hints of the site that has waited for longest, at most so many. */
    public synchronized List<IssueHint> take(int atMost) {
        List<IssueHint> taken = new ArrayList<>();
        Iterator<IssueHint> hints = waiting.values().iterator();
        while (hints.hasNext() && taken.size() < atMost) {
            IssueHint hint = hints.next();
            if (taken.isEmpty() || taken.get(0).site().equals(hint.site())) {
                taken.add(hint);
                hints.remove();
            }
        }
        return taken;
    }

    /** How many issues wait. */
    public synchronized int waiting() {
        return waiting.size();
    }

    /** How many hints found no room since the start. */
    public synchronized long dropped() {
        return dropped;
    }
}
