package dev.millrace.store.jdbc;

import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.StoredText;
import dev.millrace.store.rows.ArtifactRows.Numbered;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The artifacts that the "is blocked by" links of some items name. A key is looked up in the tool of the item: another Jira may
 * have the same one.
 *
 * @param holders who has or had a key, by tool and key in lower case
 * @param histories the captured ones among them, by number
 */
public record Blockers(Map<ToolInstance, Map<String, Numbered>> holders, Map<Long, ArtifactHistory> histories) {

    /** The keys that the artifact's links name, as the links wrote them. */
    static Set<String> keys(ArtifactHistory history) {
        Set<String> keys = new LinkedHashSet<>();
        for (FlowEvent event : history.events()) {
            if (event instanceof FlowEvent.BlockerChanged change) {
                keys.add(change.blockerKey());
            }
        }
        return keys;
    }

    /** The blockers of an item and its sub-tasks, by the key as the link wrote it. */
    Map<String, ArtifactHistory> of(ArtifactHistory item, List<ArtifactHistory> subTasks) {
        Set<String> keys = keys(item);
        subTasks.forEach(subTask -> keys.addAll(keys(subTask)));
        Map<String, Numbered> known = holders.getOrDefault(item.artifact().tool(), Map.of());
        Map<String, ArtifactHistory> blockers = new HashMap<>();
        for (String key : keys) {
            Numbered holder = known.get(StoredText.folded(key));
            ArtifactHistory history = holder == null ? null : histories.get(holder.number());
            if (history != null) {
                blockers.put(key, history);
            }
        }
        return blockers;
    }
}
