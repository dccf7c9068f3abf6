package dev.millrace.chain.delivery;

import dev.millrace.chain.compact.IntList;
import dev.millrace.chain.compact.LongList;
import dev.millrace.chain.compact.StringPool;
import dev.millrace.chain.graph.CommitGraph;
import dev.millrace.chain.graph.Reverts;
import dev.millrace.chain.graph.SourceIds;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.valuestream.Origin;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Merged pull requests and commits of the trunk, as far as deliveries need them, in some 60 bytes each. */
public final class ChangeTable {

    private static final long NONE = Long.MIN_VALUE;
    private static final Origin[] ORIGINS = Origin.values();

    private final SourceIds sources;
    private final CommitGraph graph;
    private final StringPool texts = new StringPool();
    /** What names the artifact. */
    private final IntList artifactOf = new IntList();
    /** The number of the key; if it is the begin of the hash -1 - its length. */
    private final IntList keyOf = new IntList();

    private final IntList projectOf = new IntList();
    private final IntList commitOf = new IntList();
    private final LongList landed = new LongList();
    /** When a pull request was opened; the author date of a commit, which is shown when it lands. */
    private final LongList shown = new LongList();

    private final IntList origins = new IntList();
    /** Where in {@link #authored} the number of author dates stands, and behind it the dates. */
    private final IntList firstAuthored = new IntList();

    private final LongList authored = new LongList();
    private final BitSet pullRequests = new BitSet();
    private final Map<Integer, List<Reverts.Name>> names = new HashMap<>();
    private final Map<Integer, List<Reverts.Name>> taken = new HashMap<>();

    ChangeTable(SourceIds sources, CommitGraph graph) {
        this.sources = sources;
        this.graph = graph;
    }

    /**
     * Adds a change.
     *
     * @param snapshot what it is called
     * @param commit the number of its commit, or {@link StringPool#NONE}
     * @param landedAt when it came to the trunk
     * @param shownAt when others could see it first; of a commit when it came to the trunk
     * @param origin by whom it was written
     * @param authoredAt the author dates of its commits; of a commit its own
     * @param names by which of its names reverts name something
     * @param taken by what it takes others back
     * @return its number
     */
    int add(
            ArtifactSnapshot snapshot,
            int commit,
            Instant landedAt,
            Instant shownAt,
            Origin origin,
            List<Instant> authoredAt,
            List<Reverts.Name> names,
            List<Reverts.Name> taken) {
        return add(
                sources.name(snapshot.artifact(), commit),
                key(snapshot.key(), commit),
                texts.number(snapshot.project()),
                commit,
                landedAt.toEpochMilli(),
                origin,
                snapshot.artifact().kind() == ArtifactKind.PULL_REQUEST,
                shownAt.toEpochMilli(),
                authoredAt.stream().mapToLong(Instant::toEpochMilli).toArray(),
                names,
                taken);
    }

    @SuppressWarnings("EnumOrdinal") // read by the same class in the same process
    private int add(
            int name,
            int key,
            int project,
            int commit,
            long landedAt,
            Origin origin,
            boolean pullRequest,
            long shownAt,
            long[] authoredAt,
            List<Reverts.Name> answers,
            List<Reverts.Name> takes) {
        int row = size();
        artifactOf.add(name);
        keyOf.add(key);
        projectOf.add(project);
        commitOf.add(commit);
        landed.add(landedAt);
        origins.add(origin.ordinal());
        pullRequests.set(row, pullRequest);
        if (pullRequest) {
            shown.add(shownAt);
            firstAuthored.put(row, authored.size(), StringPool.NONE);
            authored.add(authoredAt.length);
            for (long at : authoredAt) {
                authored.add(at);
            }
        } else {
            shown.add(authoredAt[0]);
        }
        if (!answers.isEmpty()) {
            names.put(row, answers);
        }
        if (!takes.isEmpty()) {
            taken.put(row, takes);
        }
        return row;
    }

    public int size() {
        return commitOf.size();
    }

    /** What names the artifact. */
    public int name(int row) {
        return artifactOf.get(row);
    }

    ArtifactId artifact(int row) {
        return sources.artifact(artifactOf.get(row), commitOf.get(row));
    }

    String key(int row) {
        int number = keyOf.get(row);
        return number >= 0 ? texts.text(number) : graph.sha(commitOf.get(row)).substring(0, -1 - number);
    }

    String project(int row) {
        return texts.text(projectOf.get(row));
    }

    /** The number of its commit, or {@link StringPool#NONE}. */
    public int commit(int row) {
        return commitOf.get(row);
    }

    Instant landedAt(int row) {
        return Instant.ofEpochMilli(landed.get(row));
    }

    Instant shownAt(int row) {
        return pullRequest(row) ? Instant.ofEpochMilli(shown.get(row)) : landedAt(row);
    }

    Origin origin(int row) {
        return ORIGINS[origins.get(row)];
    }

    public boolean pullRequest(int row) {
        return pullRequests.get(row);
    }

    /** The author dates of its commits, in milliseconds. */
    public long[] authored(int row) {
        if (!pullRequest(row)) {
            return new long[] {shown.get(row)};
        }
        int first = firstAuthored.get(row);
        long[] dates = new long[(int) authored.get(first)];
        for (int i = 0; i < dates.length; i++) {
            dates[i] = authored.get(first + 1 + i);
        }
        return dates;
    }

    /** The earliest of them; null if there is none. */
    @Nullable Instant firstAuthored(int row) {
        long first = NONE;
        for (long date : authored(row)) {
            first = first == NONE ? date : Math.min(first, date);
        }
        return first == NONE ? null : Instant.ofEpochMilli(first);
    }

    /** Those of its names by which reverts name something. */
    public List<Reverts.Name> names(int row) {
        return names.getOrDefault(row, List.of());
    }

    /** By what it takes others back, in the order in which it decides; empty if it takes nothing back. */
    List<Reverts.Name> taken(int row) {
        return taken.getOrDefault(row, List.of());
    }

    private int key(String key, int commit) {
        return commit != StringPool.NONE && graph.sha(commit).startsWith(key) ? -1 - key.length() : texts.number(key);
    }
}
