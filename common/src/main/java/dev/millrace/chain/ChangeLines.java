package dev.millrace.chain;

import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.ToolInstance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Merged pull requests and commits of the trunk, as far as deliveries need them, in some 60 bytes each. */
final class ChangeLines {

    private static final long NONE = Long.MIN_VALUE;

    private final ArtifactNumbers artifacts;
    private final CommitGraph graph;
    private final Texts texts = new Texts();
    private final List<ToolInstance> tools = new ArrayList<>();
    /** The number of the artifact; of a commit whose id is its hash -1 - the place of its tool. */
    private final IntList artifactOf = new IntList();
    /** The number of the key; if it is the begin of the hash -1 - its length. */
    private final IntList keyOf = new IntList();

    private final IntList projectOf = new IntList();
    private final IntList commitOf = new IntList();
    private final LongList landed = new LongList();
    /** When a pull request was opened; the author date of a commit, which is shown when it lands. */
    private final LongList shown = new LongList();

    private final BitSet bots = new BitSet();
    /** Where in {@link #authored} the number of author dates stands, and behind it the dates. */
    private final IntList firstAuthored = new IntList();

    private final LongList authored = new LongList();
    private final BitSet pullRequests = new BitSet();
    private final Map<Integer, Reverts.Title> titles = new HashMap<>();
    private final Map<Integer, Reverts.Title> taken = new HashMap<>();

    ChangeLines(ArtifactNumbers artifacts, CommitGraph graph) {
        this.artifacts = artifacts;
        this.graph = graph;
    }

    /**
     * Adds a change.
     *
     * @param snapshot what it is called
     * @param commit the number of its commit, or {@link Texts#NONE}
     * @param landedAt when it came to the trunk
     * @param shownAt when others could see it first; of a commit when it came to the trunk
     * @param bot whether a bot made it
     * @param authoredAt the author dates of its commits; of a commit its own
     * @param reverts knows the titles that matter
     * @return its number
     */
    int add(
            ArtifactSnapshot snapshot,
            int commit,
            Instant landedAt,
            Instant shownAt,
            boolean bot,
            List<Instant> authoredAt,
            Reverts reverts) {
        int line = size();
        artifactOf.add(artifact(snapshot.artifact(), commit));
        keyOf.add(key(snapshot.key(), commit));
        projectOf.add(texts.number(snapshot.project()));
        commitOf.add(commit);
        landed.add(landedAt.toEpochMilli());
        bots.set(line, bot);
        boolean pullRequest = snapshot.artifact().kind() == ArtifactKind.PULL_REQUEST;
        pullRequests.set(line, pullRequest);
        if (pullRequest) {
            shown.add(shownAt.toEpochMilli());
            firstAuthored.put(line, authored.size(), Texts.NONE);
            authored.add(authoredAt.size());
            authoredAt.forEach(at -> authored.add(at.toEpochMilli()));
        } else {
            shown.add(authoredAt.get(0).toEpochMilli());
        }
        Reverts.Title title = reverts.named(snapshot);
        if (title != null) {
            titles.put(line, title);
        }
        Reverts.Title takes = Reverts.takenBy(snapshot);
        if (takes != null) {
            taken.put(line, takes);
        }
        return line;
    }

    int size() {
        return commitOf.size();
    }

    ArtifactId artifact(int line) {
        int number = artifactOf.get(line);
        return number >= 0
                ? artifacts.artifact(number)
                : new ArtifactId(tools.get(-1 - number), ArtifactKind.COMMIT, graph.sha(commitOf.get(line)));
    }

    String key(int line) {
        int number = keyOf.get(line);
        return number >= 0 ? texts.text(number) : graph.sha(commitOf.get(line)).substring(0, -1 - number);
    }

    String project(int line) {
        return texts.text(projectOf.get(line));
    }

    /** The number of its commit, or {@link Texts#NONE}. */
    int commit(int line) {
        return commitOf.get(line);
    }

    Instant landedAt(int line) {
        return Instant.ofEpochMilli(landed.get(line));
    }

    Instant shownAt(int line) {
        return pullRequest(line) ? Instant.ofEpochMilli(shown.get(line)) : landedAt(line);
    }

    boolean bot(int line) {
        return bots.get(line);
    }

    boolean pullRequest(int line) {
        return pullRequests.get(line);
    }

    /** The author dates of its commits, in milliseconds. */
    long[] authored(int line) {
        if (!pullRequest(line)) {
            return new long[] {shown.get(line)};
        }
        int first = firstAuthored.get(line);
        long[] dates = new long[(int) authored.get(first)];
        for (int i = 0; i < dates.length; i++) {
            dates[i] = authored.get(first + 1 + i);
        }
        return dates;
    }

    /** The earliest of them; null if there is none. */
    @Nullable Instant firstAuthored(int line) {
        long first = NONE;
        for (long date : authored(line)) {
            first = first == NONE ? date : Math.min(first, date);
        }
        return first == NONE ? null : Instant.ofEpochMilli(first);
    }

    /** Its title, if a revert names it. */
    Reverts.@Nullable Title title(int line) {
        return titles.get(line);
    }

    /** The title it takes back, or null. */
    Reverts.@Nullable Title taken(int line) {
        return taken.get(line);
    }

    private int artifact(ArtifactId artifact, int commit) {
        if (artifact.kind() != ArtifactKind.COMMIT
                || commit == Texts.NONE
                || !graph.sha(commit).equals(artifact.nativeId())) {
            return artifacts.number(artifact);
        }
        if (!tools.contains(artifact.tool())) {
            tools.add(artifact.tool());
        }
        return -1 - tools.indexOf(artifact.tool());
    }

    private int key(String key, int commit) {
        return commit != Texts.NONE && graph.sha(commit).startsWith(key) ? -1 - key.length() : texts.number(key);
    }
}
