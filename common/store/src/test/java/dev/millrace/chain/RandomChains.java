package dev.millrace.chain;

import dev.millrace.facts.ExistenceFact;
import dev.millrace.facts.FactBatch;
import dev.millrace.model.Actor;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.EventHeader;
import dev.millrace.model.EventId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.Level;
import dev.millrace.model.Link;
import dev.millrace.model.LinkDecision;
import dev.millrace.model.NativeState;
import dev.millrace.model.NativeType;
import dev.millrace.model.StateCategory;
import dev.millrace.model.StateDefinition;
import dev.millrace.model.ToolInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A small organisation in which anything happens: artifacts appear, change, lose what they said and vanish, in any order, so that what
 * one of them says bears on all others. Everything comes from small pools, so that it meets.
 */
public final class RandomChains {

    /** When it begins. */
    public static final Instant BEGIN = Instant.parse("2026-01-05T08:00:00Z");

    private static final ToolInstance JIRA = ToolInstance.jira("acme");
    private static final ToolInstance GITHUB = new ToolInstance("github", "acme");
    private static final ToolInstance JENKINS = new ToolInstance("jenkins", "ci");
    private static final List<String> REPOSITORIES = List.of("acme/shop", "acme/bank");
    private static final List<String> STATES = List.of("Open", "In Progress", "In Review", "Done", "Won't Do");
    private static final List<String> TITLES = List.of(
            "Add vouchers", "Fix rounding", "Log in by key", "Sort by price", "Show the total", "Send receipts");
    /** Changes are made to so many of the newest commits of a repository, pull requests and deployments. */
    private static final int RECENT_COMMITS = 12;

    private static final int RECENT = 8;

    private final Random random;
    /** Apart from the rest, which it does not shift: who was whose sub-task. */
    private final Random families;

    private final boolean withCommits;
    /** Commits are captured in their order, and nothing is built or deployed that is not captured. */
    private final boolean orderly;

    private final Map<ArtifactId, ArtifactSnapshot> snapshots = new HashMap<>();
    private final Map<ArtifactId, List<FlowEvent>> events = new HashMap<>();
    private final List<Link> links = new ArrayList<>();
    private final int[] commits = {RECENT_COMMITS, RECENT_COMMITS};
    private int pullRequests = RECENT;
    private int deployments = RECENT;
    private Instant now = BEGIN;

    /** An organisation of that seed; in some nobody captures commits, in others everybody does in their order, in most some do. */
    public RandomChains(long seed) {
        this.random = new Random(seed);
        this.families = new Random(~seed);
        this.withCommits = random.nextInt(5) > 0;
        this.orderly = withCommits && random.nextInt(2) == 0;
        if (orderly) {
            Arrays.fill(commits, 0);
        }
    }

    /** The instant up to which things have happened, but for a few that are dated ahead. */
    public Instant now() {
        return now;
    }

    /** What is told of states. */
    public FactBatch definitions() {
        List<StateDefinition> states = new ArrayList<>();
        for (String state : STATES) {
            StateCategory category = state.equals("Open")
                    ? StateCategory.NEW
                    : state.equals("Done") ? StateCategory.DONE : new StateCategory("indeterminate");
            states.add(new StateDefinition(JIRA, state, state, category));
        }
        return new FactBatch(List.of(), List.of(), List.of(), states, List.of(), List.of());
    }

    /** So many artifacts appear or change. */
    public FactBatch next(int changes) {
        now = now.plus(Duration.ofMinutes(random.nextInt(2_000)));
        FactBatch batch = FactBatch.empty();
        for (int i = 0; i < changes; i++) {
            batch = batch.plus(change());
        }
        return batch;
    }

    private FactBatch change() {
        int kind = random.nextInt(20);
        if (kind < 5) {
            return issue();
        } else if (kind < 8 || Math.min(commits[0], commits[1]) == 0) {
            return withCommits ? commit() : build();
        } else if (kind < 12) {
            return pullRequest();
        } else if (kind < 15) {
            return build();
        } else if (kind < 17) {
            return deployment();
        } else if (kind < 19) {
            return link();
        }
        return vanish();
    }

    private FactBatch issue() {
        int number = 1 + random.nextInt(9);
        ArtifactId id = ArtifactId.issue(JIRA, Integer.toString(number));
        boolean task = number > 6;
        boolean there = snapshots.containsKey(id);
        ArtifactId parent = task && chance(0.8) ? ArtifactId.issue(JIRA, "" + (1 + random.nextInt(6))) : null;
        List<FlowEvent> added = new ArrayList<>();
        NativeType type =
                new NativeType("t", List.of("Story", "Bug", "Incident").get(number % 3));
        if (!there) {
            added.add(new FlowEvent.Created(header(id, "created"), state("Open"), type));
        }
        String from = last(id, "Open");
        String to = pick(STATES);
        switch (random.nextInt(7)) {
            case 0 -> added.add(new FlowEvent.FlagChanged(header(id, "flag" + unique()), chance(0.5)));
            case 1 ->
                added.add(new FlowEvent.BlockerChanged(
                        header(id, "block" + unique()), "ABC-" + (1 + random.nextInt(9)), chance(0.7)));
            default -> {
                if (!to.equals(from)) {
                    added.add(new FlowEvent.StateChanged(header(id, "s" + unique()), state(from), state(to)));
                }
            }
        }
        // now and then a sub-task is made an issue of its own, and most tools tell whose part something was
        boolean promoted = task && families.nextInt(6) == 0;
        parent = promoted ? null : parent;
        ArtifactId before = there ? snapshots.get(id).parent() : null;
        if (there && !Objects.equals(before, parent) && families.nextInt(5) > 0) {
            added.add(new FlowEvent.ParentChanged(header(id, "p" + added.size() + "-" + now), before, parent));
        }
        return put(
                new ArtifactSnapshot(
                        id,
                        "ABC-" + number,
                        pick(TITLES),
                        "ABC",
                        type,
                        promoted || !(task || number == 6) ? Level.STANDARD : task ? Level.SUB_TASK : Level.PORTFOLIO,
                        parent,
                        state(to),
                        null,
                        null,
                        created(id),
                        now,
                        new TreeMap<>()),
                added);
    }

    private FactBatch commit() {
        int repository = random.nextInt(2);
        commits[repository] += commits[repository] == 0 ? 1 : random.nextInt(2);
        boolean next = orderly && !snapshots.containsKey(commitId(repository, commits[repository] - 1));
        int number = next ? commits[repository] - 1 : recentCommit(repository, RECENT_COMMITS);
        TreeMap<String, List<String>> attributes = new TreeMap<>();
        List<String> parents = new ArrayList<>();
        if (number > 0) {
            parents.add(sha(repository, number - 1));
            if (number > 2 && number % 4 == 0) {
                parents.add(sha(repository, number - 3));
            }
        }
        attributes.put("parents", parents);
        if (chance(0.06)) {
            attributes.put("defaultBranch", List.of("false"));
        } else {
            attributes.put("branch", List.of(chance(0.04) ? "stable" : "main"));
        }
        if (chance(takesBack())) {
            attributes.put("reverts", List.of(revertedHash(repository)));
        }
        ArtifactId id = commitId(repository, number);
        List<FlowEvent> added = new ArrayList<>();
        if (!snapshots.containsKey(id)) {
            added.add(new FlowEvent.Created(header(id, "created"), state("committed"), null));
        }
        return put(
                simple(id, sha(repository, number).substring(0, 10), REPOSITORIES.get(repository), title(), attributes),
                added);
    }

    private FactBatch pullRequest() {
        pullRequests += random.nextInt(2);
        int number = pullRequests - 1 - random.nextInt(RECENT);
        int repository = number % 2;
        ArtifactId id = new ArtifactId(GITHUB, ArtifactKind.PULL_REQUEST, "" + number);
        TreeMap<String, List<String>> attributes = new TreeMap<>();
        List<FlowEvent> added = new ArrayList<>();
        if (!snapshots.containsKey(id)) {
            added.add(new FlowEvent.Created(header(id, "created"), state("open"), null));
        }
        if (chance(0.5)) {
            added.add(new FlowEvent.CommitAdded(
                    header(id, "c" + unique()),
                    sha(
                            repository,
                            chance(0.3) ? 500 + random.nextInt(20) : recentCommit(repository, RECENT_COMMITS + 2)),
                    now.minusSeconds(random.nextInt(90_000))));
        }
        if (chance(0.6)) {
            attributes.put("mergeCommit", List.of(sha(repository, recentCommit(repository, RECENT_COMMITS))));
            if (chance(0.75)) {
                attributes.put("defaultBranch", List.of("true"));
            } else {
                // what nobody else names may lie on another branch
                attributes.put("mergeCommit", List.of(sha(repository, 500 + random.nextInt(20))));
                attributes.put("base", List.of(chance(0.5) ? "develop" : "docs"));
            }
            added.add(new FlowEvent.StateChanged(header(id, "m" + unique()), state("open"), state("merged")));
        }
        if (chance(takesBack())) {
            attributes.put("reverts", List.of(revertedHash(repository)));
        } else if (chance(takesBack())) {
            // one of the same repository: GitHub makes no others
            int other = pullRequests - 1 - random.nextInt(RECENT);
            attributes.put("revertsPullRequest", List.of("#" + (other - ((other - number) & 1))));
        }
        if (number % RECENT == 7) {
            attributes.put("authorType", List.of("bot"));
        }
        return put(simple(id, "#" + number, REPOSITORIES.get(repository), title(), attributes), added);
    }

    private FactBatch build() {
        int number = random.nextInt(10);
        int repository = number % 2;
        ArtifactId id = new ArtifactId(JENKINS, ArtifactKind.BUILD, "job" + repository + "#" + number);
        TreeMap<String, List<String>> attributes = new TreeMap<>();
        attributes.put("commit", List.of(sha(repository, recentCommit(repository, RECENT_COMMITS + 2))));
        attributes.put("commits", List.of(sha(repository, recentCommit(repository, RECENT_COMMITS + 2))));
        attributes.put("branch", List.of(chance(0.6) ? "main" : chance(0.5) ? "feature" : "stable"));
        if (chance(0.7)) {
            attributes.put("repository", List.of(REPOSITORIES.get(repository)));
        }
        if (chance(0.2)) {
            attributes.put("environment", List.of("production"));
            attributes.put("production", List.of("true"));
        }
        return put(simple(id, "job" + repository + " #" + number, "job" + repository, "", attributes), run(id));
    }

    private FactBatch deployment() {
        deployments += random.nextInt(2);
        int number = deployments - 1 - random.nextInt(RECENT);
        int repository = number % 2;
        ArtifactId id = new ArtifactId(GITHUB, ArtifactKind.DEPLOYMENT, "" + number);
        TreeMap<String, List<String>> attributes = new TreeMap<>();
        attributes.put("commit", List.of(sha(repository, recentCommit(repository, RECENT_COMMITS + 1))));
        attributes.put("environment", List.of(number % RECENT < 5 ? "production" : "test"));
        if (number % RECENT < 5 && (repository == 0 || random.nextInt(40) == 0)) {
            attributes.put("production", List.of("true"));
        }
        return put(simple(id, "deploy " + number, REPOSITORIES.get(repository), "", attributes), run(id));
    }

    private List<FlowEvent> run(ArtifactId id) {
        List<FlowEvent> added = new ArrayList<>();
        if (!snapshots.containsKey(id)) {
            added.add(new FlowEvent.Created(header(id, "created"), state("queued"), null));
        } else if (chance(0.8)) {
            added.add(new FlowEvent.StateChanged(
                    header(id, "e" + unique()), state(last(id, "queued")), state(chance(0.7) ? "success" : "failure")));
        }
        return added;
    }

    private FactBatch link() {
        ArtifactId issue = ArtifactId.issue(JIRA, "" + (1 + random.nextInt(9)));
        ArtifactId from = switch (random.nextInt(3)) {
            case 0 ->
                new ArtifactId(GITHUB, ArtifactKind.PULL_REQUEST, "" + (pullRequests - 1 - random.nextInt(RECENT)));
            case 1 -> {
                int repository = random.nextInt(2);
                yield commitId(repository, recentCommit(repository, RECENT_COMMITS));
            }
            default -> {
                int number = random.nextInt(10);
                yield new ArtifactId(JENKINS, ArtifactKind.BUILD, "job" + number % 2 + "#" + number);
            }
        };
        if (chance(0.25) && !links.isEmpty()) {
            return FactBatch.ofExistence(List.of(new ExistenceFact.Unlinked(pick(links))));
        }
        Link link = chance(0.2)
                ? new LinkDecision(from, issue, chance(0.5), Actor.of(JIRA, "lead", Actor.Type.HUMAN), now).link()
                : new Link(from, issue, "names", chance(0.7) ? Link.Rule.TITLE : Link.Rule.COMMIT_MESSAGE);
        links.add(link);
        return new FactBatch(List.of(), List.of(), List.of(link), List.of(), List.of(), List.of());
    }

    /** Where everything is in order little is taken back: what was delivered long ago is left out, unless somebody names it. */
    private double takesBack() {
        return orderly ? 0.01 : 0.1;
    }

    /** The hash of a commit that is taken back; rarely its begin. */
    private String revertedHash(int repository) {
        String sha = sha(repository, Math.max(0, recentCommit(repository, RECENT_COMMITS)));
        return chance(0.05) ? sha.substring(0, 9) : sha;
    }

    /** One of the newest; of more than there are perhaps one that nobody has captured. */
    private int recentCommit(int repository, int among) {
        int number = commits[repository] - RECENT_COMMITS + random.nextInt(among);
        return orderly ? Math.max(0, Math.min(number, commits[repository] - 1)) : number;
    }

    private static ArtifactId commitId(int repository, int number) {
        return new ArtifactId(GITHUB, ArtifactKind.COMMIT, sha(repository, number));
    }

    private FactBatch vanish() {
        List<ArtifactId> all = snapshots.keySet().stream().sorted().toList();
        if (all.isEmpty()) {
            return FactBatch.empty();
        }
        ArtifactId one = pick(all);
        if (orderly && one.kind() == ArtifactKind.COMMIT && chance(0.9)) {
            return FactBatch.empty();
        }
        if (chance(0.5)) {
            snapshots.remove(one);
            events.remove(one);
            return FactBatch.ofExistence(List.of(new ExistenceFact.Gone(one)));
        }
        // it is read again whole, and has lost an event that it had
        List<FlowEvent> left = new ArrayList<>(events.getOrDefault(one, List.of()));
        if (left.size() > 1) {
            left.remove(1 + random.nextInt(left.size() - 1));
        }
        events.put(one, left);
        return new FactBatch(List.of(snapshots.get(one)), left, List.of(), List.of(), List.of(), List.of())
                .with(new ExistenceFact.Whole(one));
    }

    private FactBatch put(ArtifactSnapshot snapshot, List<FlowEvent> added) {
        snapshots.put(snapshot.artifact(), snapshot);
        events.computeIfAbsent(snapshot.artifact(), unseen -> new ArrayList<>()).addAll(added);
        return new FactBatch(List.of(snapshot), added, List.of(), List.of(), List.of(), List.of());
    }

    private ArtifactSnapshot simple(
            ArtifactId id, String key, String project, String title, TreeMap<String, List<String>> attributes) {
        return new ArtifactSnapshot(
                id, key, title, project, null, Level.STANDARD, null, null, null, null, created(id), now, attributes);
    }

    private Instant created(ArtifactId id) {
        ArtifactSnapshot known = snapshots.get(id);
        return known == null ? now : known.createdAt();
    }

    private String last(ArtifactId id, String otherwise) {
        String last = otherwise;
        for (FlowEvent event : events.getOrDefault(id, List.of())) {
            if (event instanceof FlowEvent.StateChanged change) {
                last = change.to().name();
            }
        }
        return last;
    }

    private EventHeader header(ArtifactId id, String local) {
        // a clock that is ahead
        Instant at = !local.equals("created") && chance(0.05) ? now.plus(Duration.ofDays(random.nextInt(5))) : now;
        return new EventHeader(EventId.of(id, local), id, at, random.nextInt(3), actor());
    }

    private @Nullable Actor actor() {
        return chance(0.2) ? null : Actor.of(JIRA, "person" + random.nextInt(3), Actor.Type.HUMAN);
    }

    private String title() {
        String title = pick(TITLES);
        return chance(0.3) ? "Revert \"" + title + '"' : title;
    }

    private String unique() {
        return Long.toHexString(random.nextLong());
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static NativeState state(String name) {
        return new NativeState(name, name);
    }

    private static String sha(int repository, int number) {
        return String.format("%040x", repository * 1000L + number + 0xABCDEF0000L);
    }
}
