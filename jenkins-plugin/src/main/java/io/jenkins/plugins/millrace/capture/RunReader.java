package io.jenkins.plugins.millrace.capture;

import dev.millrace.buildcard.BuildRecord;
import dev.millrace.buildcard.CommitRecord;
import dev.millrace.buildcard.Related;
import dev.millrace.buildcard.Wait;
import hudson.model.Result;
import hudson.model.Run;
import hudson.scm.ChangeLogSet;
import hudson.tasks.Fingerprinter;
import io.jenkins.plugins.millrace.events.BuildEvents;
import io.jenkins.plugins.millrace.graph.FlowGraph;
import io.jenkins.plugins.millrace.graph.GraphNode;
import io.jenkins.plugins.millrace.graph.GraphReading;
import io.jenkins.plugins.millrace.graph.Outages;
import io.jenkins.plugins.millrace.graph.StageReader;
import io.jenkins.plugins.millrace.plugins.Plugins;
import io.jenkins.plugins.millrace.record.DeployRules;
import io.jenkins.plugins.millrace.record.IssueKeys;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import jenkins.scm.RunWithSCM;
import org.jspecify.annotations.Nullable;

/**
 * Reads a build, running or finished, into a record. One part that cannot be read does not cost the others: it is told in
 * the record's troubles.
 */
final class RunReader {

    /** For the result of a build that does not run any more and has none. */
    private static final String UNKNOWN = "UNKNOWN";

    /** Of more files nobody reads the fingerprints. */
    private static final int ARTIFACTS = 100;

    private final Run<?, ?> run;
    private final String job;
    private final Downtimes downtimes;
    private final DeployRules rules;
    private final List<String> troubles = new ArrayList<>();

    private RunReader(Run<?, ?> run, String job, Downtimes downtimes, DeployRules rules) {
        this.run = run;
        this.rules = rules;
        this.job = job;
        this.downtimes = downtimes;
    }

    /**
     * Reads a build.
     *
     * @param job what its job was called when it was made
     * @param downtimes when the controller was down
     * @param rules which stages deploy
     */
    static BuildRecord read(Run<?, ?> run, String job, Downtimes downtimes, DeployRules rules) {
        return new RunReader(run, job, downtimes, rules).read();
    }

    private BuildRecord read() {
        boolean git = Plugins.git();
        Optional<FlowGraph> graph = Plugins.pipeline()
                ? part("flow graph", () -> PipelineGraphs.of(run), Optional.empty())
                : Optional.empty();
        GraphReading graphs = graph.map(StageReader::read).orElse(GraphReading.NOTHING);
        troubles.addAll(graphs.troubles());
        GraphReading reading = part("downtime", () -> withoutDowntime(graphs), graphs);

        List<@Nullable String> messages = new ArrayList<>();
        List<CommitRecord> commits = part("changelog", () -> commits(git, messages), List.of());
        String branch = git ? orNull("branch", () -> GitFacts.branch(run)) : null;

        boolean running = run.isBuilding();
        Result result = run.getResult();
        return new BuildRecord(
                Jenkins.get().getLegacyInstanceId(),
                job,
                run.getNumber(),
                Instant.ofEpochMilli(run.getTimeInMillis()),
                run.getDisplayName(),
                run.getUrl(),
                orNull("queue", this::queuedAt),
                known(run.getStartTimeInMillis()),
                running ? null : endedAt(run),
                running ? null : result == null ? UNKNOWN : result.toString(),
                part("causes", this::causes, List.of()),
                branch,
                git ? part("revisions", () -> GitFacts.heads(run), List.of()) : List.of(),
                commits,
                issueKeys(git, branch, messages, reading),
                graph.isPresent(),
                rules.applied(reading.stages()),
                Stream.concat(
                                part("waits in the queue", this::queueWaits, List.<Wait>of()).stream(),
                                reading.waitsOutside().stream())
                        .toList(),
                troubles,
                part("related builds", () -> related(git, reading), Related.NONE));
    }

    private Related related(boolean git, GraphReading reading) {
        List<String> pullRequests = new ArrayList<>();
        Stream.ofNullable(git ? orNull("change request", () -> GitFacts.changeRequest(run)) : null)
                .forEach(pullRequests::add);
        List<String> artifacts = new ArrayList<>(part("fingerprints", () -> fingerprints(run), List.of()));
        for (GraphNode.Links links : reading.links()) {
            pullRequests.addAll(links.pullRequests());
            artifacts.addAll(links.artifacts());
        }
        return new Related(
                Causes.upstream(run.getCauses()),
                pullRequests,
                artifacts,
                Causes.startedBy(run.getCauses(), BuildEvents.tool(Jenkins.get().getLegacyInstanceId())));
    }

    private static List<String> fingerprints(Run<?, ?> run) {
        Fingerprinter.FingerprintAction action = run.getAction(Fingerprinter.FingerprintAction.class);
        return action == null
                ? List.of()
                : action.getRecords().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .limit(ARTIFACTS)
                        .map(entry -> entry.getKey() + ' ' + entry.getValue())
                        .toList();
    }

    private GraphReading withoutDowntime(GraphReading reading) throws IOException {
        Instant end = run.isBuilding() ? null : endedAt(run);
        return Outages.cut(reading, downtimes.between(known(run.getStartTimeInMillis()), end));
    }

    /** When a build ended that does not run. Jenkins knows a duration, not an end; 0 stands for a build that a crash cut off. */
    static @Nullable Instant endedAt(Run<?, ?> run) {
        Instant started = known(run.getStartTimeInMillis());
        long duration = run.getDuration();
        return started == null || duration <= 0 ? null : started.plusMillis(duration);
    }

    private @Nullable Instant queuedAt() {
        QueueTimeAction kept = run.getAction(QueueTimeAction.class);
        if (kept != null) {
            return kept.entered();
        }
        return Plugins.metrics() ? MetricsFacts.queuedAt(run) : null;
    }

    /** In branch, description and commit messages; of a change request also in the branch that it comes from and in its title. */
    private List<String> issueKeys(
            boolean git, @Nullable String branch, List<@Nullable String> messages, GraphReading reading) {
        SortedSet<String> keys = new TreeSet<>(IssueKeys.of(branch, run.getDescription(), messages));
        reading.links().forEach(links -> keys.addAll(links.issues()));
        if (git) {
            // the first build of a branch has no changelog, so that its keys stand here or nowhere
            keys.addAll(IssueKeys.of(
                    orNull("branch of the change request", () -> GitFacts.originOfChangeRequest(run)),
                    orNull("title of the change request", () -> GitFacts.titleOfChangeRequest(run)),
                    List.of()));
        }
        return List.copyOf(keys);
    }

    private List<Wait> queueWaits() {
        QueueTimeAction kept = run.getAction(QueueTimeAction.class);
        return kept == null ? List.of() : kept.waits();
    }

    private List<String> causes() {
        return run.getCauses().stream().map(Causes::word).toList();
    }

    private List<CommitRecord> commits(boolean git, List<@Nullable String> messages) {
        List<CommitRecord> commits = new ArrayList<>();
        if (run instanceof RunWithSCM<?, ?> withScm) {
            for (ChangeLogSet<? extends ChangeLogSet.Entry> changes : withScm.getChangeSets()) {
                for (ChangeLogSet.Entry change : changes) {
                    String id = change.getCommitId();
                    if (id != null) {
                        String title = String.valueOf(change.getMsg());
                        messages.add(title);
                        messages.add(git ? GitFacts.message(change) : null);
                        commits.add(new CommitRecord(id, title, known(change.getTimestamp())));
                    }
                }
            }
        }
        return commits;
    }

    private <T> T part(String name, Callable<@Nullable T> read, T otherwise) {
        T value = orNull(name, read);
        return value == null ? otherwise : value;
    }

    private <T> @Nullable T orNull(String name, Callable<@Nullable T> read) {
        try {
            return read.call();
        } catch (Exception | LinkageError e) {
            // LinkageError: an optional plugin of another age than the one this was compiled for.
            troubles.add("the " + name + " could not be read: " + e);
            return null;
        }
    }

    /** Jenkins says 0 or -1 for a time it does not know. */
    private static @Nullable Instant known(long millis) {
        return millis > 0 ? Instant.ofEpochMilli(millis) : null;
    }
}
