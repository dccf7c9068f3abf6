package dev.millrace.chain;

import dev.millrace.binary.BinaryOutput;
import dev.millrace.binary.TextWriter;
import dev.millrace.chain.compact.Hash64;
import dev.millrace.chain.compact.LongList;
import dev.millrace.chain.delivery.ChangeTable;
import dev.millrace.chain.delivery.DeliveryNames;
import dev.millrace.chain.delivery.DeliveryState;
import dev.millrace.chain.delivery.DeploymentTable;
import dev.millrace.chain.graph.BuildSource;
import dev.millrace.chain.graph.ChainFacts;
import dev.millrace.chain.graph.CommitFact;
import dev.millrace.chain.graph.PullRequestFact;
import dev.millrace.chain.graph.Reverts;
import dev.millrace.chain.graph.Run;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactSnapshot;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

/** Writes down what it hears, part by part, so that {@link KeptChains} need not ask the store again. Not for concurrent use. */
final class ChainRecorder implements ChainLog {

    private final ChainFacts facts;
    private final Map<ChainPart, BinaryOutput> outputs = new EnumMap<>(ChainPart.class);
    private final Map<ChainPart, TextWriter> texts = new EnumMap<>(ChainPart.class);
    private final Instant earliest;
    private String lastUncaptured = "";

    /**
     * Writes what is told of these facts.
     *
     * @param earliest what was delivered before that is delivered for good
     * @param output gives the output of a part, by its name
     */
    ChainRecorder(ChainFacts facts, Instant earliest, Function<String, BinaryOutput> output) {
        this.facts = facts;
        this.earliest = earliest;
        for (ChainPart part : ChainPart.values()) {
            BinaryOutput to = output.apply(part.text());
            outputs.put(part, to);
            texts.put(part, new TextWriter(to));
        }
    }

    @Override
    public void commit(CommitFact fact) {
        fact.write(next(ChainPart.COMMITS), texts(ChainPart.COMMITS));
    }

    @Override
    public void pullRequest(PullRequestFact fact) {
        fact.write(next(ChainPart.PULL_REQUESTS), texts(ChainPart.PULL_REQUESTS));
    }

    @Override
    public void connection(int from, int issue, int commit) {
        BinaryOutput out = next(ChainPart.CONNECTIONS);
        out.number(from);
        out.number(issue);
        out.number(commit);
    }

    @Override
    public void run(int run) {
        facts.runs.write(run, next(ChainPart.RUNS));
    }

    @Override
    public void lateRun(int run) {
        facts.runs.write(run, next(ChainPart.LATE_RUNS));
    }

    @Override
    public void uncaptured(ArtifactHistory history) {
        BinaryOutput out = next(ChainPart.UNCAPTURED);
        out.fixedLong(Hash64.of(Run.node(history)));
        texts(ChainPart.UNCAPTURED).write(history.artifact().tool().tool());
        texts(ChainPart.UNCAPTURED).write(history.artifact().tool().id());
        texts(ChainPart.UNCAPTURED).write(history.artifact().kind().name());
        String id = history.artifact().nativeId();
        int same = 0;
        while (same < Math.min(id.length(), lastUncaptured.length())
                && id.charAt(same) == lastUncaptured.charAt(same)) {
            same++;
        }
        out.number(same);
        out.text(id.substring(same));
        lastUncaptured = id;
    }

    @Override
    public void buildSources(List<BuildSource> buildSources) {
        buildSources.forEach(
                buildSource -> buildSource.write(next(ChainPart.BUILD_SOURCES), texts(ChainPart.BUILD_SOURCES)));
    }

    @Override
    public void change(ChangeTable rows, int row, int owner, ArtifactSnapshot change) {
        BinaryOutput out = next(ChainPart.CHANGES);
        rows.write(row, out, texts(ChainPart.CHANGES));
        out.number(owner);
        Reverts.write(rows.names(row), out, texts(ChainPart.CHANGES));
        out.fixedLong(Reverts.title(change).number());
    }

    @Override
    public void deployment(DeploymentTable deployments, int row, int owner, String repository) {
        BinaryOutput out = next(ChainPart.DEPLOYMENTS);
        out.number(facts.runs.artifactNumber(deployments.run(row)));
        out.number(owner);
        texts(ChainPart.DEPLOYMENTS).write(repository);
        deployments.write(row, out);
    }

    /** Writes what all of it came to. */
    @Override
    public void state(Supplier<ChainState> all) {
        ChainState state = all.get();
        BinaryOutput out = next(ChainPart.STATE);
        write(state.known(), out);
        write(state.ofPullRequests(), out);
        write(state.jobsOfBranches(), out);
        write(state.productionJobs(), out);
        write(state.defaultBranches(), out);
        write(state.flagged(), out);
        out.number(state.firstProductions().size());
        state.firstProductions().forEach((service, at) -> {
            out.text(service);
            out.number(at.toEpochMilli());
        });
        LongList signatures = state.signatures();
        out.number(signatures.size());
        for (int i = 0; i < signatures.size(); i++) {
            out.fixedLong(signatures.get(i));
        }
    }

    /** Writes the names that all numbers stand for, and ends. */
    @Override
    public void deliveries(DeliveryNames names, Function<Instant, DeliveryState> stateBefore) {
        BinaryOutput out = next(ChainPart.NAMES);
        facts.artifacts.write(out);
        facts.graph.shas().write(out);
        facts.repositories.names().write(out);
        facts.runs.pipelines().write(out);
        facts.sources.write(out);
        names.write(out);
        DeliveryState state = stateBefore.apply(earliest);
        write(state.claimed(), out);
        write(state.delivered(), out);
        write(state.changes(), out);
        outputs.values().forEach(output -> {
            output.flag(false);
            output.close();
        });
    }

    private BinaryOutput next(ChainPart part) {
        BinaryOutput out = Objects.requireNonNull(outputs.get(part));
        out.flag(true);
        return out;
    }

    private TextWriter texts(ChainPart part) {
        return Objects.requireNonNull(texts.get(part));
    }

    private static void write(BitSet bits, BinaryOutput out) {
        long[] words = bits.toLongArray();
        out.number(words.length);
        for (long word : words) {
            out.fixedLong(word);
        }
    }

    private static void write(Collection<String> texts, BinaryOutput out) {
        out.number(texts.size());
        texts.forEach(out::text);
    }
}
