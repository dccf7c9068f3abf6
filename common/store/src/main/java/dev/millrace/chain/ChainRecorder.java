package dev.millrace.chain;

import dev.millrace.binary.BinaryOutput;
import dev.millrace.binary.TextWriter;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactSnapshot;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Writes down what it hears, part by part, so that {@link KeptChains} need not ask the store again. Not for concurrent use. */
final class ChainRecorder implements ChainLog {

    /** What is written, each to an output of its own: a record after a yes each, and a no in the end. */
    enum Part {
        COMMITS,
        PULL_REQUESTS,
        CONNECTIONS,
        RUNS,
        UNCAPTURED,
        CHECKOUTS,
        LATE_RUNS,
        LINES,
        DEPLOYMENTS,
        STATE,
        NAMES;

        /** What it is called outside. */
        String text() {
            return "chain-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final ChainFacts facts;
    private final Map<Part, BinaryOutput> outputs = new EnumMap<>(Part.class);
    private final Map<Part, TextWriter> texts = new EnumMap<>(Part.class);
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
        for (Part part : Part.values()) {
            BinaryOutput to = output.apply(part.text());
            outputs.put(part, to);
            texts.put(part, new TextWriter(to));
        }
    }

    @Override
    public void commit(CommitFact fact) {
        fact.write(next(Part.COMMITS), texts(Part.COMMITS));
    }

    @Override
    public void pullRequest(PullRequestFact fact) {
        fact.write(next(Part.PULL_REQUESTS), texts(Part.PULL_REQUESTS));
    }

    @Override
    public void connection(int from, int issue, int commit) {
        BinaryOutput out = next(Part.CONNECTIONS);
        out.number(from);
        out.number(issue);
        out.number(commit);
    }

    @Override
    public void run(int run) {
        facts.runs.write(run, next(Part.RUNS));
    }

    @Override
    public void lateRun(int run) {
        facts.runs.write(run, next(Part.LATE_RUNS));
    }

    @Override
    public void uncaptured(ArtifactHistory history) {
        BinaryOutput out = next(Part.UNCAPTURED);
        out.fixedLong(Hashes.of(Run.node(history)));
        texts(Part.UNCAPTURED).write(history.artifact().tool().tool());
        texts(Part.UNCAPTURED).write(history.artifact().tool().id());
        texts(Part.UNCAPTURED).write(history.artifact().kind().name());
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
    public void checkouts(List<Checkout> checkouts) {
        checkouts.forEach(checkout -> checkout.write(next(Part.CHECKOUTS), texts(Part.CHECKOUTS)));
    }

    @Override
    public void line(ChangeLines lines, int line, int owner, ArtifactSnapshot change) {
        BinaryOutput out = next(Part.LINES);
        lines.write(line, out, texts(Part.LINES));
        out.number(owner);
        Reverts.write(lines.names(line), out, texts(Part.LINES));
        out.fixedLong(Reverts.title(change).number());
    }

    @Override
    public void deployment(DeploymentLines deployments, int line, int owner, String repository) {
        BinaryOutput out = next(Part.DEPLOYMENTS);
        out.number(facts.runs.artifactNumber(deployments.run(line)));
        out.number(owner);
        texts(Part.DEPLOYMENTS).write(repository);
        deployments.write(line, out);
    }

    /** Writes what all of it came to. */
    @Override
    public void read(RunReader reader, ChainWorld world) {
        BinaryOutput out = next(Part.STATE);
        write(facts.graph.known(), out);
        write(facts.ofPullRequests, out);
        write(reader.jobsOfBranches(), out);
        write(reader.productionJobs(), out);
        write(facts.defaultBranches, out);
        write(world.flagged(), out);
        Map<String, Instant> first = world.firstProductions();
        out.number(first.size());
        first.forEach((service, at) -> {
            out.text(service);
            out.number(at.toEpochMilli());
        });
        LongList signatures = world.signatures(new BitSet());
        out.number(signatures.size());
        for (int i = 0; i < signatures.size(); i++) {
            out.fixedLong(signatures.get(i));
        }
    }

    /** Writes the names that all numbers stand for, and ends. */
    @Override
    public void read(Deliveries deliveries) {
        BinaryOutput out = next(Part.NAMES);
        facts.artifacts.write(out);
        facts.graph.shas().write(out);
        facts.repositories.names().write(out);
        facts.runs.pipelines().write(out);
        facts.sources.write(out);
        deliveries.writeNames(out);
        write(deliveries.claimed(), out);
        BitSet delivered = deliveries.delivered(earliest);
        write(delivered, out);
        write(deliveries.changesAmong(delivered), out);
        outputs.values().forEach(output -> {
            output.flag(false);
            output.close();
        });
    }

    private BinaryOutput next(Part part) {
        BinaryOutput out = Objects.requireNonNull(outputs.get(part));
        out.flag(true);
        return out;
    }

    private TextWriter texts(Part part) {
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
