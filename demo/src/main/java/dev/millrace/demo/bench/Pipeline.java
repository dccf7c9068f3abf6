package dev.millrace.demo.bench;

import dev.millrace.demo.company.Draws;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Attribute;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.Link;
import dev.millrace.model.StageRun;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds every merge of a repository in Jenkins, and deploys some of them, as GitHub records it. */
final class Pipeline {

    private static final double FAILS = 0.08;
    private static final int MERGES_A_STAGING = 2;
    private static final int MERGES_A_PRODUCTION = 4;
    private static final long NUMBERS_A_REPOSITORY = 1_000_000;
    private static final long STREAM = 1L << 40;
    private static final List<String> STAGES = List.of("Build", "Test", "Publish");
    private static final List<String> STAGES_OF_A_BRANCH = List.of("Build", "Test");

    private final String repository;
    private final long seed;
    private final int repositoryNumber;
    private final List<Life> builds = new ArrayList<>();
    private int number;
    private long deployments;

    Pipeline(String repository, long seed, int repositoryNumber) {
        this.repository = repository;
        this.seed = seed;
        this.repositoryNumber = repositoryNumber;
    }

    /** A commit of the trunk before its place there is known. */
    record Merge(Instant at, Life commit, @Nullable Life issue) {}

    List<Life> builds() {
        return builds;
    }

    /** A build of what is not merged. */
    void buildOfBranch(Draws draws, String branch, Instant queued, String sha) {
        build(draws, branch, queued, sha, null, null, STAGES_OF_A_BRANCH);
    }

    /** Builds the merges in their order; gives the deployments. */
    List<Life> deliver(List<Merge> merges) {
        List<Life> deployed = new ArrayList<>();
        Draws draws = new Draws(seed, STREAM + repositoryNumber);
        for (int i = 0; i < merges.size(); i++) {
            Merge merge = merges.get(i);
            String sha = merge.commit().id.nativeId();
            Instant queued = merge.at().plus(draws.seconds(5, 60));
            Instant built = build(draws, "main", queued, sha, merge, merge.issue(), STAGES);
            while (draws.chance(FAILS)) {
                built = build(draws, "main", built.plus(draws.minutes(2, 40)), sha, merge, merge.issue(), STAGES);
            }
            if ((i + 1) % MERGES_A_STAGING == 0) {
                deployed.add(deploy(draws, "staging", built.plus(draws.seconds(10, 90)), merge));
            }
            if ((i + 1) % MERGES_A_PRODUCTION == 0) {
                deployed.add(deploy(draws, "production", built.plus(draws.around(Duration.ofHours(5), 0.8)), merge));
            }
        }
        return deployed;
    }

    private Instant build(
            Draws draws,
            String branch,
            Instant queued,
            String sha,
            @Nullable Merge merge,
            @Nullable Life issue,
            List<String> stages) {
        String job = repository + "/" + branch;
        int local = ++number;
        Life build = new Life(
                new ArtifactId(Workflow.JENKINS, ArtifactKind.BUILD, job + '#' + local + '@' + queued.toEpochMilli()),
                job + " #" + local,
                "#" + local,
                job,
                URI.create("https://jenkins.bench.example/job/" + job.replace("/", "/job/") + '/' + local + '/'),
                queued);
        build.add(new FlowEvent.Created(build.header("created", queued, null), Workflow.word("queued"), null));
        build.attribute(queued, Attribute.REPOSITORY, List.of(repository));
        build.attribute(queued, Attribute.BRANCH, List.of(branch));
        build.attribute(queued, Attribute.COMMIT, List.of(sha));
        if (merge != null) {
            build.attribute(queued, Attribute.COMMITS, List.of(sha));
            build.link(queued, merge.commit().id, "builds", Link.Rule.EXPLICIT);
        }
        if (issue != null) {
            build.attribute(queued, Attribute.ISSUE_KEYS, List.of(issue.key));
            build.link(queued, issue.id, "for", Link.Rule.COMMIT_MESSAGE);
        }
        Instant started = queued.plus(draws.seconds(2, 90));
        build.add(new FlowEvent.StateChanged(
                build.header("started", started, null), Workflow.word("queued"), Workflow.word("running")));
        boolean failed = merge != null && draws.chance(FAILS);
        Instant at = started;
        for (int i = 0; i < stages.size(); i++) {
            Instant ended = at.plus(draws.seconds(10, 400));
            build.add(stage(build, i + 1, stages.get(i), at, ended, draws, failed && i + 1 == stages.size()));
            at = ended;
        }
        build.add(new FlowEvent.StateChanged(
                build.header("ended", at, null),
                Workflow.word("running"),
                Workflow.word(failed ? "failure" : "success")));
        builds.add(build);
        return at;
    }

    private static FlowEvent stage(
            Life build, int number, String name, Instant start, Instant end, Draws draws, boolean failed) {
        Duration wait = number == 1 && draws.chance(0.5) ? draws.seconds(1, 9) : null;
        String local = Integer.toString(number);
        return new FlowEvent.StageRan(
                build.header("stage." + local, end, null),
                new StageRun(
                        local,
                        null,
                        StageRun.Kind.STAGE,
                        name,
                        start,
                        end,
                        failed ? "FAILURE" : "SUCCESS",
                        null,
                        wait,
                        null));
    }

    private Life deploy(Draws draws, String environment, Instant at, Merge merge) {
        long id = (repositoryNumber + 1) * NUMBERS_A_REPOSITORY + ++deployments;
        Life deployment = new Life(
                new ArtifactId(Workflow.GITHUB, ArtifactKind.DEPLOYMENT, Long.toString(id)),
                repository + " deploy " + environment + " " + id,
                "Deploy to " + environment,
                repository,
                URI.create("https://github.bench.example/" + repository + "/deployments"),
                at);
        deployment.attribute(at, Attribute.ENVIRONMENT, List.of(environment));
        deployment.attribute(at, Attribute.COMMIT, List.of(merge.commit().id.nativeId()));
        if (environment.equals("production")) {
            deployment.attribute(at, Attribute.PRODUCTION, List.of("true"));
        }
        deployment.link(at, merge.commit().id, "deploys", Link.Rule.EXPLICIT);
        deployment.add(new FlowEvent.Created(deployment.header("created", at, null), Workflow.word("pending"), null));
        Instant started = at.plus(draws.seconds(1, 60));
        deployment.add(new FlowEvent.StateChanged(
                deployment.header("status.1", started, null), Workflow.word("pending"), Workflow.word("in_progress")));
        deployment.add(new FlowEvent.StateChanged(
                deployment.header("status.2", started.plus(draws.seconds(30, 500)), null),
                Workflow.word("in_progress"),
                Workflow.word(draws.chance(FAILS) ? "failure" : "success")));
        return deployment;
    }
}
