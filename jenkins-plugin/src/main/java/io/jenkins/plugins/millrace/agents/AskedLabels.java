package io.jenkins.plugins.millrace.agents;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The labels that tasks asked for, until they are done. A step of a Pipeline that has its agent asks for that agent by name from then on, so that
 * it gets it again after a restart; what it asked for before is known only while it waits.
 */
final class AskedLabels {

    private static final int REMEMBERED = 10_000;

    /** By the id of the item in the queue. */
    private final Map<Long, String> labels = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, String> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** An item leaves the queue that asks for that label, empty for none. */
    synchronized void asked(long item, String label) {
        labels.put(item, label);
    }

    /** What it asked for; the other label if that was not seen. */
    synchronized String of(long item, String otherwise) {
        return labels.getOrDefault(item, otherwise);
    }

    /** It is done. */
    synchronized void forget(long item) {
        labels.remove(item);
    }
}
