package dev.millrace.derive;

import dev.millrace.model.ItemHistory;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.ValueStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts items by whose they are. */
final class ItemGroups {

    private final Definition definition;
    private final ItemOwners owners;
    private final Map<Key, Long> counts = new HashMap<>();

    private record Key(@Nullable String stream, String project, Belonging belonging) {}

    /** None yet. */
    ItemGroups(Definition definition) {
        this.definition = definition;
        this.owners = new ItemOwners(definition);
    }

    /** Adds an item. */
    void add(ItemHistory item) {
        String project = item.item().snapshot().project();
        String stream =
                definition.stream(item.item().snapshot()).map(ValueStream::id).orElse(null);
        add(stream, project, stream == null ? ItemGroup.NOBODY : owners.of(item), 1);
    }

    /** Adds some. */
    void add(@Nullable String stream, String project, Belonging belonging, long items) {
        counts.merge(new Key(stream, project, belonging), items, Long::sum);
    }

    /** All of them, in no order. */
    List<ItemGroup> all() {
        return counts.entrySet().stream()
                .map(group -> new ItemGroup(
                        group.getKey().stream(),
                        group.getKey().project(),
                        group.getKey().belonging(),
                        group.getValue()))
                .toList();
    }
}
