package dev.millrace.chain;

import dev.millrace.binary.BinaryInput;
import dev.millrace.binary.BinaryOutput;
import dev.millrace.binary.TextReader;
import dev.millrace.binary.TextWriter;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Merged pull requests and commits of the trunk, as far as deliveries need them, in some 60 bytes each. */
final class ChangeLines {

    private static final long NONE = Long.MIN_VALUE;
    /** How many numbers a line has between that of its commit and whether it is a pull request. */
    private static final int FIELDS_BEFORE_KIND = 4;

    private final SourceIds sources;
    private final CommitGraph graph;
    private final Texts texts;
    /** What names the artifact. */
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
    private final Map<Integer, List<Reverts.Name>> names = new HashMap<>();
    private final Map<Integer, List<Reverts.Name>> taken = new HashMap<>();

    ChangeLines(SourceIds sources, CommitGraph graph) {
        this(sources, graph, new Texts());
    }

    /** None yet, with keys and projects that have their numbers already. */
    ChangeLines(SourceIds sources, CommitGraph graph, Texts texts) {
        this.sources = sources;
        this.graph = graph;
        this.texts = texts;
    }

    /** The numbers of keys and projects. */
    Texts texts() {
        return texts;
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
     * @param names by which of its names reverts name something
     * @param taken by what it takes others back
     * @return its number
     */
    int add(
            ArtifactSnapshot snapshot,
            int commit,
            Instant landedAt,
            Instant shownAt,
            boolean bot,
            List<Instant> authoredAt,
            List<Reverts.Name> names,
            List<Reverts.Name> taken) {
        return add(
                sources.name(snapshot.artifact(), commit),
                key(snapshot.key(), commit),
                texts.number(snapshot.project()),
                commit,
                landedAt.toEpochMilli(),
                bot,
                snapshot.artifact().kind() == ArtifactKind.PULL_REQUEST,
                shownAt.toEpochMilli(),
                authoredAt.stream().mapToLong(Instant::toEpochMilli).toArray(),
                names,
                taken);
    }

    private int add(
            int name,
            int key,
            int project,
            int commit,
            long landedAt,
            boolean bot,
            boolean pullRequest,
            long shownAt,
            long[] authoredAt,
            List<Reverts.Name> answers,
            List<Reverts.Name> takes) {
        int line = size();
        artifactOf.add(name);
        keyOf.add(key);
        projectOf.add(project);
        commitOf.add(commit);
        landed.add(landedAt);
        bots.set(line, bot);
        pullRequests.set(line, pullRequest);
        if (pullRequest) {
            shown.add(shownAt);
            firstAuthored.put(line, authored.size(), Texts.NONE);
            authored.add(authoredAt.length);
            for (long at : authoredAt) {
                authored.add(at);
            }
        } else {
            shown.add(authoredAt[0]);
        }
        if (!answers.isEmpty()) {
            names.put(line, answers);
        }
        if (!takes.isEmpty()) {
            taken.put(line, takes);
        }
        return line;
    }

    /** Writes one; what names it is not in it. */
    void write(int line, BinaryOutput out, TextWriter words) {
        out.number(artifactOf.get(line));
        out.number(commitOf.get(line));
        out.number(keyOf.get(line));
        out.number(projectOf.get(line));
        out.number(landed.get(line));
        out.flag(bots.get(line));
        boolean pullRequest = pullRequests.get(line);
        out.flag(pullRequest);
        if (pullRequest) {
            out.number(shown.get(line) - landed.get(line));
        }
        long[] dates = authored(line);
        out.number(dates.length);
        for (long date : dates) {
            out.number(date - landed.get(line));
        }
        Reverts.write(taken(line), out, words);
    }

    /** A line as {@link #write} wrote it. */
    record Kept(
            int name,
            int commit,
            int key,
            int project,
            long landed,
            boolean bot,
            boolean pullRequest,
            long shown,
            LongList authored,
            List<Reverts.Name> taken) {}

    /** Reads the rest of a line, behind its name and the number of its commit. */
    static Kept read(int name, int commit, BinaryInput in, TextReader words) {
        int key = in.integer();
        int project = in.integer();
        long landed = in.number();
        boolean bot = in.flag();
        boolean pullRequest = in.flag();
        long shown = pullRequest ? landed + in.number() : landed;
        LongList authored = new LongList();
        for (int more = in.integer(); more > 0; more--) {
            authored.add(landed + in.number());
        }
        return new Kept(name, commit, key, project, landed, bot, pullRequest, shown, authored, Reverts.read(in, words));
    }

    /** Passes over that rest; says whether it is the line of a pull request. */
    static boolean skip(BinaryInput in, TextReader words) {
        in.skipNumbers(FIELDS_BEFORE_KIND);
        boolean pullRequest = in.flag();
        in.skipNumbers(pullRequest ? 1 : 0);
        in.skipNumbers(in.integer());
        Reverts.read(in, words);
        return pullRequest;
    }

    /** Adds what was read; gives its number. */
    int add(Kept kept, List<Reverts.Name> answers) {
        return add(
                kept.name(),
                kept.key(),
                kept.project(),
                kept.commit(),
                kept.landed(),
                kept.bot(),
                kept.pullRequest(),
                kept.shown(),
                kept.authored().toArray(),
                answers,
                kept.taken());
    }

    int size() {
        return commitOf.size();
    }

    /** What names the artifact. */
    int name(int line) {
        return artifactOf.get(line);
    }

    ArtifactId artifact(int line) {
        return sources.artifact(artifactOf.get(line), commitOf.get(line));
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

    /** Those of its names by which reverts name something. */
    List<Reverts.Name> names(int line) {
        return names.getOrDefault(line, List.of());
    }

    /** By what it takes others back, in the order in which it decides; empty if it takes nothing back. */
    List<Reverts.Name> taken(int line) {
        return taken.getOrDefault(line, List.of());
    }

    private int key(String key, int commit) {
        return commit != Texts.NONE && graph.sha(commit).startsWith(key) ? -1 - key.length() : texts.number(key);
    }
}
