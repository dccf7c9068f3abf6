package dev.millrace.derive.codec;

import dev.millrace.flow.ItemFlow;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.Level;
import dev.millrace.model.ToolInstance;
import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What all cycles of an item have in common: what it is called, what is missing of it, and the artifacts that its flow names. */
final class ItemHead {

    private static final Level[] LEVELS = Level.values();

    /**
     * The common part of an item's cycles.
     *
     * @param artifacts the item, and the others that its flow names
     * @param key what people call it
     * @param title its title
     * @param project its project
     * @param level where it stands in the hierarchy
     * @param url where it can be looked at, or null
     * @param gaps what is missing of its history
     */
    record Head(
            List<ArtifactId> artifacts,
            String key,
            String title,
            String project,
            Level level,
            @Nullable URI url,
            List<LedgerEntry> gaps) {

        /** The item with what reports read of it. */
        ArtifactSnapshot snapshot(Instant createdAt) {
            return new ArtifactSnapshot(
                    artifacts.get(0),
                    key,
                    title,
                    project,
                    null,
                    level,
                    null,
                    null,
                    null,
                    url,
                    createdAt,
                    createdAt,
                    Collections.emptySortedMap());
        }
    }

    private ItemHead() {}

    /**
     * Writes all but the item's own id.
     *
     * @param artifacts the item and the others that its flow names
     */
    static void write(ItemFlow flow, List<ArtifactId> artifacts, BinaryOutput out, Vocabulary vocabulary) {
        ArtifactSnapshot item = flow.item();
        out.text(item.key());
        out.text(item.title());
        out.number(vocabulary.number(item.project()));
        out.number(Constants.number(item.level()));
        out.text(item.url() == null ? null : item.url().toString());
        out.number(artifacts.size() - 1L);
        artifacts.stream().skip(1).forEach(part -> Ids.write(part, out, vocabulary));
        out.number(flow.gaps().size());
        for (LedgerEntry gap : flow.gaps()) {
            out.number(vocabulary.number(gap.tool()));
            out.text(gap.scope());
            out.number(vocabulary.number(gap.measure()));
            out.flag(gap.expected() != null);
            out.number(gap.expected() == null ? 0 : gap.expected());
            out.number(gap.captured());
            out.text(gap.note());
        }
    }

    /** The head of that item. */
    static Head read(ArtifactId item, BinaryInput in, Dictionary dictionary) {
        String key = in.text();
        String title = in.text();
        String project = dictionary.get(in.integer(), String.class);
        Level level = Constants.get(LEVELS, in.number());
        String url = in.textOrNull();
        ArtifactId[] artifacts = new ArtifactId[1 + Dictionary.count(in)];
        artifacts[0] = item;
        for (int i = 1; i < artifacts.length; i++) {
            artifacts[i] = Ids.read(in, dictionary);
        }
        LedgerEntry[] gaps = new LedgerEntry[Dictionary.count(in)];
        for (int i = 0; i < gaps.length; i++) {
            ToolInstance tool = dictionary.get(in.integer(), ToolInstance.class);
            String scope = in.text();
            String measure = dictionary.get(in.integer(), String.class);
            boolean said = in.flag();
            long expected = in.number();
            gaps[i] = new LedgerEntry(tool, scope, measure, said ? expected : null, in.number(), in.textOrNull());
        }
        return new Head(
                List.of(artifacts), key, title, project, level, url == null ? null : URI.create(url), List.of(gaps));
    }
}
