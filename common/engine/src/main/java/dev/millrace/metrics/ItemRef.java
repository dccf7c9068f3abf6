package dev.millrace.metrics;

import dev.millrace.flow.ItemFlow;
import dev.millrace.model.ArtifactId;
import java.net.URI;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Names one item, so that a person can look it up.
 *
 * @param artifact its identity
 * @param cycle which of its cycles
 * @param key what people call it; hostile text
 * @param url where it can be looked at, or null
 */
public record ItemRef(
        ArtifactId artifact,
        int cycle,
        String key,
        @Nullable URI url) implements Comparable<ItemRef> {

    private static final Comparator<ItemRef> ORDER = Comparator.comparing(ItemRef::artifact)
            .thenComparing(ItemRef::cycle)
            .thenComparing(ItemRef::key);

    /** Validates. */
    public ItemRef {
        Objects.requireNonNull(artifact, "artifact");
        Objects.requireNonNull(key, "key");
    }

    /** The item of that flow. */
    public static ItemRef of(ItemFlow flow) {
        return new ItemRef(
                flow.item().artifact(),
                flow.cycle(),
                flow.item().key(),
                flow.item().url());
    }

    /** Orders by identity, not by key: keys change. */
    @Override
    public int compareTo(ItemRef other) {
        return ORDER.compare(this, other);
    }
}
