package dev.millrace.demo.bench;

import dev.millrace.demo.bench.Pipeline.Merge;
import dev.millrace.demo.company.Draws;
import dev.millrace.demo.company.Hashes;
import dev.millrace.model.Actor;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Attribute;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.Link;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A repository: its pull requests, its trunk, and how that is built and deployed. */
final class Repository {

    private static final int NUMBERS_A_REPOSITORY = 1_000_000;
    private static final double DRAFT_FIRST = 0.25;
    private static final double CLOSED_UNMERGED = 0.04;
    private static final double BUILT_BEFORE = 0.25;
    private static final double WITH_KEY_IN_TITLE = 0.5;

    private final String name;
    private final List<Actor> people;
    private final long seed;
    private final int number;
    private final List<Life> code = new ArrayList<>();
    private final List<Merge> merges = new ArrayList<>();
    private final Pipeline pipeline;
    private int pullRequests;

    Repository(List<Actor> people, long seed, int number) {
        this.people = List.copyOf(people);
        this.seed = seed;
        this.number = number;
        this.name = "bench/service-" + number;
        this.pipeline = new Pipeline(name, seed, number);
    }

    /** Pull requests, commits and deployments, as GitHub keeps them. */
    List<Life> code() {
        return code;
    }

    /** What Jenkins keeps. */
    List<Life> builds() {
        return pipeline.builds();
    }

    /**
     * Makes a pull request with all that happens to it.
     *
     * @param issue what it is for, or null
     * @return when it was merged or closed
     */
    Instant change(Draws draws, @Nullable Life issue, Instant opened, boolean bot) {
        int local = ++pullRequests;
        long id = (long) (number + 1) * NUMBERS_A_REPOSITORY + local;
        Actor author = bot ? Actor.of(Workflow.GITHUB, "dependabot", Actor.Type.BOT) : draws.pick(people);
        String branch = issue == null ? (bot ? "bot/update-" : "fix/") + local : "feature/" + issue.key + "-work";
        Life request = new Life(
                new ArtifactId(Workflow.GITHUB, ArtifactKind.PULL_REQUEST, Long.toString(id)),
                name + "#" + local,
                issue == null ? "Update what it stands on" : "Do what " + issue.key + " asks for",
                name,
                URI.create("https://github.bench.example/" + name + "/pull/" + local),
                opened);
        request.attribute(opened, Attribute.BRANCH, List.of(branch));
        request.attribute(opened, Attribute.BASE, List.of("main"));
        request.attribute(opened, Attribute.DEFAULT_BRANCH, List.of("true"));
        request.attribute(opened, Attribute.AUTHOR_TYPE, List.of(bot ? "bot" : "human"));
        if (issue != null) {
            request.attribute(opened, Attribute.KEYS_IN_BRANCH, List.of(issue.key));
            request.link(opened, issue.id, "for", Link.Rule.BRANCH);
            if (draws.chance(WITH_KEY_IN_TITLE)) {
                request.attribute(opened, Attribute.KEYS_IN_TITLE, List.of(issue.key));
                request.link(opened, issue.id, "for", Link.Rule.TITLE);
            }
        }
        Instant end = review(draws, request, author, opened, bot);
        if (draws.chance(BUILT_BEFORE)) {
            pipeline.buildOfBranch(draws, "PR-" + local, opened.plus(draws.seconds(20, 90)), sha(id, 0));
        }
        code.add(request);
        if (!bot && draws.chance(CLOSED_UNMERGED)) {
            ended(request, author, end, "closed");
            return end;
        }
        ended(request, author, end, "merged");
        Life commit = commit(sha(id, -1), issue, author, end);
        request.attribute(end, Attribute.MERGE_COMMIT, List.of(commit.id.nativeId()));
        request.link(end, commit.id, "merged as", Link.Rule.EXPLICIT);
        merges.add(new Merge(end, commit, issue));
        return end;
    }

    /** Puts the trunk in order, and lets every merge be built and deployed. */
    void deliver() {
        merges.sort(Comparator.comparing(Merge::at).thenComparing(merge -> merge.commit().id));
        String parent = null;
        for (Merge merge : merges) {
            if (parent != null) {
                merge.commit().attribute(merge.at(), Attribute.PARENTS, List.of(parent));
            }
            parent = merge.commit().id.nativeId();
            code.add(merge.commit());
        }
        code.addAll(pipeline.deliver(merges));
    }

    private Instant review(Draws draws, Life request, Actor author, Instant opened, boolean bot) {
        int commits = bot ? 1 : draws.between(1, 4);
        int made = 0;
        Instant at = opened;
        boolean draft = !bot && draws.chance(DRAFT_FIRST);
        request.add(new FlowEvent.Created(
                request.header("created", opened, author), Workflow.word(draft ? "draft" : "open"), null));
        for (; made < commits; made++) {
            added(request, author, made, opened.minus(draws.minutes(1, 900)));
        }
        if (draft) {
            at = at.plus(draws.around(Duration.ofHours(10), 1.0));
            request.add(new FlowEvent.StateChanged(
                    request.header("ready", at, author), Workflow.word("draft"), Workflow.word("open")));
        }
        Actor reviewer = draws.pick(people);
        if (!bot) {
            request.add(new FlowEvent.ReviewRequested(
                    request.header("asked", at.plusSeconds(60), author), reviewer.equals(author) ? null : reviewer));
        }
        int rounds = bot ? 0 : draws.pick(List.of(0, 0, 0, 0, 0, 0, 1, 1, 1, 2));
        for (int round = 0; round < rounds; round++) {
            at = at.plus(draws.around(Duration.ofHours(9), 1.1));
            reviewed(request, reviewer, "r" + round, at, FlowEvent.Reviewed.CHANGES_REQUESTED);
            at = at.plus(draws.around(Duration.ofHours(5), 1.0));
            added(request, author, made++, at);
        }
        at = at.plus(draws.around(Duration.ofHours(bot ? 30 : 8), 1.2));
        reviewed(request, reviewer, "approved", at, FlowEvent.Reviewed.APPROVED);
        return at.plus(draws.around(Duration.ofHours(1), 1.2));
    }

    private Life commit(String sha, @Nullable Life issue, Actor author, Instant at) {
        String title = issue == null ? "Update what it stands on" : issue.key + ": do what it asks for";
        Life commit = new Life(
                new ArtifactId(Workflow.GITHUB, ArtifactKind.COMMIT, sha),
                sha.substring(0, 10),
                title,
                name,
                URI.create("https://github.bench.example/" + name + "/commit/" + sha),
                at);
        commit.add(new FlowEvent.Created(commit.header("created", at, author), Workflow.word("committed"), null));
        commit.attribute(at, Attribute.BRANCH, List.of("main"));
        if (issue != null) {
            commit.attribute(at, Attribute.KEYS_IN_COMMITS, List.of(issue.key));
            commit.link(at, issue.id, "for", Link.Rule.COMMIT_MESSAGE);
        }
        return commit;
    }

    private void added(Life request, Actor author, int which, Instant at) {
        String sha = sha(request.id.nativeId(), which);
        request.add(new FlowEvent.CommitAdded(request.header("commit." + sha, at, author), sha, at));
    }

    private static void reviewed(Life request, Actor reviewer, String local, Instant at, String verdict) {
        request.add(new FlowEvent.Reviewed(request.header("review." + local, at, reviewer), verdict));
    }

    private static void ended(Life request, Actor author, Instant at, String word) {
        request.add(new FlowEvent.StateChanged(
                request.header("ended", at, author), Workflow.word("open"), Workflow.word(word)));
    }

    private String sha(Object request, int which) {
        return Hashes.sha(seed, name, request, which);
    }
}
