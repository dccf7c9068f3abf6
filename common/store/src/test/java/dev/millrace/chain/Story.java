package dev.millrace.chain;

import dev.millrace.chain.link.KeyLinker;
import dev.millrace.facts.FactBatch;
import dev.millrace.flow.FlowAlgebra;
import dev.millrace.flow.ItemFlow;
import dev.millrace.model.Actor;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.EventHeader;
import dev.millrace.model.EventId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.Knowledge;
import dev.millrace.model.Level;
import dev.millrace.model.NativeState;
import dev.millrace.model.StageRun;
import dev.millrace.model.StateCategory;
import dev.millrace.model.StateDefinition;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.Cursor;
import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import dev.millrace.valuestream.DefaultValueStream;
import dev.millrace.valuestream.Definition;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Puts issues, commits, pull requests, builds and deployments into a real store in a few words, for tests. */
final class Story {

    static final ToolInstance JIRA = ToolInstance.jira("acme");
    static final ToolInstance GITHUB = new ToolInstance("github", "acme");
    static final ToolInstance JENKINS = new ToolInstance("jenkins", "ci");
    static final Knowledge ALL = new Knowledge(Instant.MAX, Instant.MAX);
    static final Instant LATER = Instant.parse("2026-12-01T00:00:00Z");
    static final String REPOSITORY = "acme/shop";

    private static final Actor AUTHOR = Actor.of(GITHUB, "author", Actor.Type.HUMAN);

    private final FlowStore store;
    private final List<ArtifactSnapshot> snapshots = new ArrayList<>();
    private final List<FlowEvent> events = new ArrayList<>();
    private final List<Build> builds = new ArrayList<>();

    private Story(FlowStore store) {
        this.store = store;
    }

    static Story in(Path file) {
        return new Story(SqliteFlowStore.open(file, InstantSource.system()));
    }

    FlowStore store() {
        return store;
    }

    void close() {
        store.close();
    }

    /** What is stored of the artifact of that key. */
    ArtifactSnapshot stored(String key) {
        return store.histories(Set.of(store.find(key, ALL).orElseThrow()), ALL).stream()
                .findFirst()
                .orElseThrow()
                .snapshot();
    }

    Story issue(String key, String at) {
        artifact(issueId(key), key, key.replaceAll("-.*", ""), at, new TreeMap<>(), "Open");
        return this;
    }

    Story done(String key, String at) {
        state(issueId(key), at, "Open", "Done");
        return this;
    }

    Story moved(String key, String before, String at) {
        events.add(new FlowEvent.Moved(header(issueId(key), "moved", at), before, key));
        return this;
    }

    /** A commit of the default branch; its author date is a day before. */
    Story commit(String sha, String at, SortedMap<String, List<String>> attributes, String... parents) {
        attributes.put("parents", List.of(parents));
        attributes.putIfAbsent("branch", List.of("main"));
        Instant committed = Instant.parse(at);
        ArtifactId artifact = commitId(sha);
        snapshots.add(snapshot(
                artifact,
                sha.substring(0, 10),
                REPOSITORY,
                committed.minus(Duration.ofDays(1)),
                committed,
                attributes));
        created(artifact, at, "committed");
        return this;
    }

    /** A commit that is only known because it was deployed. */
    Story commitAside(String sha, String at, String... parents) {
        TreeMap<String, List<String>> attributes = new TreeMap<>();
        attributes.put("defaultBranch", List.of("false"));
        return commit(sha, at, attributes, parents);
    }

    Story commit(String sha, String at, String... parents) {
        return commit(sha, at, new TreeMap<>(), parents);
    }

    /** A merged pull request whose title names the key; without own commits. */
    PullRequest pullRequest(String id, String key, String mergeCommit, String opened, String merged) {
        ArtifactId artifact = pullRequestId(id);
        TreeMap<String, List<String>> attributes = new TreeMap<>();
        attributes.put("keys.title", List.of(key));
        if (merged != null) {
            attributes.put("mergeCommit", List.of(mergeCommit));
            attributes.put("defaultBranch", List.of("true"));
        }
        artifact(artifact, REPOSITORY + "#" + id, REPOSITORY, opened, attributes, "open");
        if (merged != null) {
            state(artifact, merged, "open", "merged");
        }
        return new PullRequest(artifact, attributes);
    }

    /** A deployment on GitHub to production; the service's name is the repository. */
    Story production(String id, String sha, String at, String result) {
        ArtifactId artifact = deploymentId(id);
        TreeMap<String, List<String>> attributes = new TreeMap<>();
        attributes.put("commit", List.of(sha));
        attributes.put("environment", List.of("production"));
        attributes.put("production", List.of("true"));
        artifact(artifact, "deploy " + id, REPOSITORY, at, attributes, "pending");
        state(artifact, at, "pending", result);
        return this;
    }

    /** A deployment on GitHub of which GitHub does not say that it is production. */
    Story deployment(String id, String repository, String environment, String sha, String at) {
        ArtifactId artifact = deploymentId(id);
        TreeMap<String, List<String>> attributes = new TreeMap<>();
        attributes.put("commit", List.of(sha));
        attributes.put("environment", List.of(environment));
        artifact(artifact, "deploy " + id, repository, at, attributes, "pending");
        state(artifact, at, "pending", "success");
        return this;
    }

    Build build(String job, int number, String at) {
        Build build = new Build(job, number, Instant.parse(at));
        builds.add(build);
        return build;
    }

    ItemHistory item(String key) {
        return reader().item(issueId(key)).orElseThrow();
    }

    List<ItemHistory> items() {
        List<ItemHistory> items = new ArrayList<>();
        reader().forEachItem(items::add);
        return items;
    }

    /** The only cycle of the issue. */
    ItemFlow flow(String key) {
        ChainReader reader = reader();
        List<ItemFlow> flows = new FlowAlgebra(
                        DefaultValueStream.create(),
                        store.states(ALL),
                        Definition.standard(),
                        (workflow, done, known) -> false)
                .flows(reader.item(issueId(key)).orElseThrow(), LATER);
        if (flows.size() != 1) {
            throw new AssertionError("expected one cycle but there are " + flows.size());
        }
        return flows.get(0);
    }

    /** Stores what was told so far, links it, and reads it. */
    ChainReader reader() {
        return reader(Definition.standard());
    }

    /** The same, by that definition. */
    ChainReader reader(Definition definition) {
        List<StateDefinition> states = List.of(
                new StateDefinition(JIRA, "Open", "Open", StateCategory.NEW),
                new StateDefinition(JIRA, "Done", "Done", StateCategory.DONE));
        builds.forEach(Build::add);
        builds.clear();
        store.commit(
                new FactBatch(snapshots, events, List.of(), states, List.of(), List.of()), new Cursor("test", "1"));
        KeyLinker.link(store);
        return new ChainReader(store, ALL, definition);
    }

    static ArtifactId issueId(String key) {
        return ArtifactId.issue(JIRA, key.replaceAll("\\D", ""));
    }

    static ArtifactId commitId(String sha) {
        return new ArtifactId(GITHUB, ArtifactKind.COMMIT, sha);
    }

    static ArtifactId pullRequestId(String id) {
        return new ArtifactId(GITHUB, ArtifactKind.PULL_REQUEST, id);
    }

    static ArtifactId deploymentId(String id) {
        return new ArtifactId(GITHUB, ArtifactKind.DEPLOYMENT, id);
    }

    private void artifact(
            ArtifactId artifact,
            String key,
            String project,
            String at,
            SortedMap<String, List<String>> attributes,
            String state) {
        snapshots.add(snapshot(artifact, key, project, Instant.parse(at), Instant.parse(at), attributes));
        created(artifact, at, state);
    }

    private void created(ArtifactId artifact, String at, String state) {
        events.add(new FlowEvent.Created(header(artifact, "created", at), new NativeState(state, state), null));
    }

    private void state(ArtifactId artifact, String at, String from, String to) {
        events.add(new FlowEvent.StateChanged(
                header(artifact, to + at, at), new NativeState(from, from), new NativeState(to, to)));
    }

    private static EventHeader header(ArtifactId artifact, String id, String at) {
        return new EventHeader(
                EventId.of(artifact, id), artifact, Instant.parse(at), id.equals("created") ? 0 : 1, AUTHOR);
    }

    private static ArtifactSnapshot snapshot(
            ArtifactId artifact,
            String key,
            String project,
            Instant created,
            Instant updated,
            SortedMap<String, List<String>> attributes) {
        return snapshot(artifact, key, "", project, created, updated, attributes);
    }

    private static ArtifactSnapshot snapshot(
            ArtifactId artifact,
            String key,
            String title,
            String project,
            Instant created,
            Instant updated,
            SortedMap<String, List<String>> attributes) {
        return new ArtifactSnapshot(
                artifact,
                key,
                title,
                project,
                null,
                Level.STANDARD,
                null,
                null,
                null,
                null,
                created,
                updated,
                attributes);
    }

    /** A pull request that is told further. */
    final class PullRequest {

        private final ArtifactId artifact;
        private final TreeMap<String, List<String>> attributes;
        private String title = "";

        private PullRequest(ArtifactId artifact, TreeMap<String, List<String>> attributes) {
            this.artifact = artifact;
            this.attributes = attributes;
        }

        PullRequest with(String sha, String authored) {
            events.add(new FlowEvent.CommitAdded(
                    header(artifact, "commit " + sha, authored), sha, Instant.parse(authored)));
            return this;
        }

        PullRequest closed(String at) {
            state(artifact, at, "open", "closed");
            return this;
        }

        PullRequest titled(String text) {
            title = text;
            return again();
        }

        PullRequest attribute(String name, String... values) {
            attributes.put(name, List.of(values));
            return again();
        }

        private PullRequest again() {
            ArtifactSnapshot before = snapshots.stream()
                    .filter(snapshot -> snapshot.artifact().equals(artifact))
                    .findFirst()
                    .orElseThrow();
            snapshots.remove(before);
            snapshots.add(snapshot(
                    artifact,
                    before.key(),
                    title,
                    before.project(),
                    before.createdAt(),
                    before.updatedAt(),
                    attributes));
            return this;
        }
    }

    /** A build: ten seconds in the queue, fifty seconds of work, and a minute for every stage that deploys. */
    final class Build {

        private final String job;
        private final int number;
        private final Instant queued;
        private final TreeMap<String, List<String>> attributes = new TreeMap<>();
        private final List<StageRun> stages = new ArrayList<>();
        private String result = "success";

        private Build(String job, int number, Instant queued) {
            this.job = job;
            this.number = number;
            this.queued = queued;
        }

        Build branch(String branch) {
            attributes.put("branch", List.of(branch));
            return this;
        }

        Build repository(String... names) {
            attributes.put("repository", List.of(names));
            return this;
        }

        Build head(String... shas) {
            attributes.put("commit", List.of(shas));
            return this;
        }

        Build commits(String... shas) {
            attributes.put("commits", List.of(shas));
            return this;
        }

        /** Its job was called so before. */
        Build jobBefore(String name) {
            attributes.put("job", List.of(name));
            return this;
        }

        Build keys(String... keys) {
            attributes.put("issueKeys", List.of(keys));
            return this;
        }

        Build result(String word) {
            result = word;
            return this;
        }

        Build says(String attribute, String... values) {
            attributes.put(attribute, List.of(values));
            return this;
        }

        Build deploys(String name, String stageResult) {
            Instant start = queued.plusSeconds(60L * (stages.size() + 1));
            stages.add(new StageRun(
                    "s" + (stages.size() + 1),
                    null,
                    StageRun.Kind.STAGE,
                    name,
                    start,
                    start.plusSeconds(60),
                    stageResult,
                    null,
                    Duration.ZERO,
                    Duration.ZERO));
            return this;
        }

        private void add() {
            ArtifactId artifact =
                    new ArtifactId(JENKINS, ArtifactKind.BUILD, job + "#" + number + "@" + queued.toEpochMilli());
            Instant end = queued.plusSeconds(60L * (stages.size() + 1));
            snapshots.add(snapshot(artifact, job + " #" + number, job, queued, end, attributes));
            created(artifact, queued.toString(), "queued");
            state(artifact, queued.plusSeconds(10).toString(), "queued", "running");
            for (StageRun run : stages) {
                events.add(new FlowEvent.StageRan(
                        header(artifact, "stage." + run.id(), run.end().toString()), run));
            }
            state(artifact, end.toString(), "running", result);
        }
    }
}
