package dev.millrace.chain;

import dev.millrace.binary.BinaryInput;
import dev.millrace.binary.TextReader;
import dev.millrace.chain.compact.LongList;
import dev.millrace.chain.compact.StringPool;
import dev.millrace.chain.delivery.ChangeTable;
import dev.millrace.chain.delivery.DeliveryNames;
import dev.millrace.chain.delivery.DeliveryState;
import dev.millrace.chain.graph.ArtifactNumbers;
import dev.millrace.chain.graph.BuildSource;
import dev.millrace.chain.graph.ChainFacts;
import dev.millrace.chain.graph.CommitFact;
import dev.millrace.chain.graph.PullRequestFact;
import dev.millrace.chain.graph.Reverts;
import dev.millrace.chain.graph.Runs;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ToolInstance;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a {@link ChainRecorder} wrote, read part by part. Every method throws {@link java.io.UncheckedIOException} if a part is
 * damaged.
 */
final class KeptChains {

    /** Takes what is connected, and the commit that the first is or {@link StringPool#NONE}, all by their numbers. */
    interface ConnectionConsumer {
        void accept(int from, int issue, int commit);
    }

    /** Takes a change with its owner, the names by which reverts name something, and what stands for its title. */
    interface ChangeConsumer {
        void accept(ChangeTable.Kept row, int owner, List<Reverts.Name> names, long title);
    }

    /** Takes what is left of a row that is passed over: its place, what names it and the number of its commit. */
    interface SkippedChangeConsumer {
        void accept(int place, int name, int commit, boolean pullRequest, long title);
    }

    /** Tells changes apart by what names them and the number of their commit. */
    interface SourcePredicate {
        boolean test(int name, int commit);
    }

    /** Takes a deployment, whose row must be read from the input. */
    interface DeploymentConsumer {
        void accept(int artifact, int owner, String repository, BinaryInput row);
    }

    private final Function<String, BinaryInput> inputs;
    private final ChainFacts facts;
    private final DeliveryNames names;
    private final DeliveryState delivered;

    /** Reads the names; the facts have none but them. */
    KeptChains(Function<String, BinaryInput> inputs) {
        this.inputs = inputs;
        try (BinaryInput in = open(ChainPart.NAMES)) {
            in.flag();
            ArtifactNumbers artifacts = ArtifactNumbers.read(in);
            this.facts = new ChainFacts(artifacts, StringPool.read(in), StringPool.read(in), StringPool.read(in));
            facts.sources.read(in);
            this.names = DeliveryNames.read(in);
            this.delivered = new DeliveryState(bits(in), bits(in), bits(in));
        }
    }

    /** Facts to be filled. */
    ChainFacts facts() {
        return facts;
    }

    DeliveryNames names() {
        return names;
    }

    DeliveryState delivered() {
        return delivered;
    }

    void forEachCommit(Consumer<CommitFact> consumer) {
        forEach(ChainPart.COMMITS, (in, texts) -> consumer.accept(CommitFact.read(in, texts)));
    }

    void forEachPullRequest(Consumer<PullRequestFact> consumer) {
        forEach(ChainPart.PULL_REQUESTS, (in, texts) -> consumer.accept(PullRequestFact.read(in, texts)));
    }

    void forEachConnection(ConnectionConsumer consumer) {
        forEach(ChainPart.CONNECTIONS, (in, texts) -> consumer.accept(in.integer(), in.integer(), in.integer()));
    }

    void forEachRun(Consumer<Runs.Kept> consumer) {
        forEach(ChainPart.RUNS, (in, texts) -> consumer.accept(Runs.read(in)));
    }

    void forEachLateRun(Consumer<Runs.Kept> consumer) {
        forEach(ChainPart.LATE_RUNS, (in, texts) -> consumer.accept(Runs.read(in)));
    }

    void forEachBuildSource(Consumer<BuildSource> consumer) {
        forEach(ChainPart.BUILD_SOURCES, (in, texts) -> consumer.accept(BuildSource.read(in, texts)));
    }

    /** Gives those whose sources are among these. */
    void forEachUncaptured(Set<Long> nodes, Consumer<ArtifactId> consumer) {
        StringBuilder id = new StringBuilder();
        Map<String, ToolInstance> tools = new HashMap<>();
        forEach(ChainPart.UNCAPTURED, (in, texts) -> {
            long node = in.fixedLong();
            String tool = texts.read();
            String instance = texts.read();
            String kind = texts.read();
            int same = in.integer();
            if (same < 0 || same > id.length()) {
                throw BinaryInput.damaged("an id that begins like none before");
            }
            id.setLength(same);
            id.append(in.text());
            if (nodes.contains(node)) {
                consumer.accept(new ArtifactId(
                        tools.computeIfAbsent(tool + ' ' + instance, unseen -> new ToolInstance(tool, instance)),
                        ArtifactKind.valueOf(kind),
                        id.toString()));
            }
        });
    }

    void forEachChange(ChangeConsumer consumer) {
        forEachChange(new BitSet(), (name, commit) -> true, consumer, (place, name, commit, pullRequest, title) -> {});
    }

    /**
     * The same without most of some rows.
     *
     * @param old the places of rows of which no revert names one
     * @param wanted which of those are given whole nevertheless, by what names them and the number of their commit
     * @param skipped takes the others
     */
    void forEachChange(BitSet old, SourcePredicate wanted, ChangeConsumer consumer, SkippedChangeConsumer skipped) {
        int[] place = {0};
        forEach(ChainPart.CHANGES, (in, texts) -> {
            int name = in.integer();
            int commit = in.integer();
            if (old.get(place[0]++) && !wanted.test(name, commit)) {
                boolean pullRequest = ChangeTable.skip(in, texts);
                in.skipNumbers(1);
                if (!Reverts.read(in, texts).isEmpty()) {
                    throw BinaryInput.damaged("an old change that a revert names");
                }
                skipped.accept(place[0] - 1, name, commit, pullRequest, in.fixedLong());
            } else {
                ChangeTable.Kept row = ChangeTable.read(name, commit, in, texts);
                int owner = in.integer();
                consumer.accept(row, owner, Reverts.read(in, texts), in.fixedLong());
            }
        });
    }

    void forEachDeployment(DeploymentConsumer consumer) {
        forEach(ChainPart.DEPLOYMENTS, (in, texts) -> consumer.accept(in.integer(), in.integer(), texts.read(), in));
    }

    ChainState state() {
        try (BinaryInput in = open(ChainPart.STATE)) {
            in.flag();
            BitSet known = bits(in);
            BitSet ofPullRequests = bits(in);
            BitSet jobsOfBranches = bits(in);
            Set<String> productionJobs = texts(in);
            Set<String> defaultBranches = texts(in);
            Set<String> flagged = texts(in);
            Map<String, Instant> first = new HashMap<>();
            int services = in.integer();
            for (int i = 0; i < services; i++) {
                first.put(in.text(), Instant.ofEpochMilli(in.number()));
            }
            LongList signatures = new LongList();
            int size = in.integer();
            for (int i = 0; i < size; i++) {
                signatures.add(in.fixedLong());
            }
            return new ChainState(
                    known, ofPullRequests, jobsOfBranches, productionJobs, defaultBranches, flagged, first, signatures);
        }
    }

    private void forEach(ChainPart part, BiConsumer<BinaryInput, TextReader> record) {
        try (BinaryInput in = open(part)) {
            TextReader texts = new TextReader(in);
            while (in.flag()) {
                record.accept(in, texts);
            }
        }
    }

    private BinaryInput open(ChainPart part) {
        return inputs.apply(part.text());
    }

    private static BitSet bits(BinaryInput in) {
        long[] words = new long[in.integer()];
        for (int i = 0; i < words.length; i++) {
            words[i] = in.fixedLong();
        }
        return BitSet.valueOf(words);
    }

    private static Set<String> texts(BinaryInput in) {
        Set<String> texts = new HashSet<>();
        int size = in.integer();
        for (int i = 0; i < size; i++) {
            texts.add(in.text());
        }
        return texts;
    }
}
