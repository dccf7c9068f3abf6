package dev.millrace.demo.company;

import dev.millrace.demo.company.SimulatedBuild.Stage;
import dev.millrace.demo.company.TrunkWriter.Landing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes the builds of one service: of every pull request, of the default branch, and its releases if Jenkins makes them. */
final class BuildWriter {

    /** A successful build of the default branch: the place of its commit, and when it ended. */
    record Green(int index, Instant at) {}

    private static final Pattern KEY = Pattern.compile("\\b(?:SHOP|BILL|CAT)-\\d+\\b");
    private static final double RED = 0.12;

    private final Service service;
    private final Draws draws;
    private final List<SimulatedBuild> builds = new ArrayList<>();
    private final List<Green> greens = new ArrayList<>();

    BuildWriter(Service service, Draws draws) {
        this.service = service;
        this.draws = draws;
    }

    List<SimulatedBuild> builds() {
        return builds;
    }

    /** The successful builds of the default branch, in the order in which they ended. */
    List<Green> greens() {
        return greens;
    }

    void pullRequest(PullRequestPlan plan) {
        String job = service.repository() + "/PR-" + plan.number;
        TreeSet<Instant> triggers = new TreeSet<>();
        triggers.add(plan.createdAt.plusSeconds(12));
        plan.hashed.stream()
                .map(SimulatedCommit::committedAt)
                .filter(at -> at.isAfter(plan.createdAt))
                .forEach(at -> triggers.add(at.plusSeconds(20)));
        int number = 0;
        for (Instant trigger : triggers) {
            SimulatedCommit head = plan.hashed.get(0);
            for (SimulatedCommit commit : plan.hashed) {
                head = commit.committedAt().isAfter(trigger) ? head : commit;
            }
            number++;
            add(job, number, trigger, draws.chance(RED), plan.branch, head.sha(), List.of(), List.of(), null, 3);
        }
    }

    /** One build behind every landing, and another one behind every red one. */
    void trunk(List<Landing> landings) {
        record Trigger(Instant at, boolean red) {}
        List<Trigger> triggers = new ArrayList<>();
        for (Landing landing : landings) {
            int red = landing.plan() == null ? 0 : landing.plan().redRuns;
            int failures = red >= 0 ? red : draws.chance(RED) ? draws.between(1, 2) : 0;
            Instant at = landing.at().plusSeconds(15);
            for (int i = 0; i <= failures; i++) {
                triggers.add(new Trigger(at, i < failures));
                at = at.plus(draws.minutes(30, 75));
            }
        }
        triggers.sort(Comparator.comparing(Trigger::at));
        int number = 0;
        int built = -1;
        for (Trigger trigger : triggers) {
            List<Landing> carried = new ArrayList<>();
            Landing head = landings.get(0);
            for (int i = 0; i < landings.size(); i++) {
                if (!landings.get(i).at().isAfter(trigger.at())) {
                    head = landings.get(i);
                    if (i > built) {
                        carried.add(head);
                        built = i;
                    }
                }
            }
            number++;
            boolean deploys = service.releasing() == Service.Releasing.TWICE_A_WEEK;
            SimulatedBuild build = add(
                    service.repository() + "/main",
                    number,
                    trigger.at(),
                    trigger.red(),
                    "main",
                    head.sha(),
                    carried.stream()
                            .flatMap(landing -> landing.added().stream())
                            .toList(),
                    keys(carried),
                    deploys ? "staging" : null,
                    deploys ? 6 : 5);
            if (build.result().equals("success") && !build.endedAt().isAfter(Company.END)) {
                greens.add(new Green(head.index(), build.endedAt()));
            }
        }
        greens.sort(Comparator.comparing(Green::at));
    }

    /** A release that a person approves; returns when production had it, or null if it failed. */
    @Nullable Instant release(int number, Instant asked, String sha, boolean red) {
        Instant queued = asked.plusMillis(draws.between(0, 999));
        Instant start = queued.plus(draws.seconds(3, 50));
        Duration pause = draws.around(Duration.ofMinutes(35), 0.9);
        Instant approved = start.plus(pause);
        Instant deployed = approved.plus(draws.minutes(5, 11));
        List<Stage> stages = new ArrayList<>();
        stages.add(new Stage("Approve release", start, approved, "SUCCESS", Duration.ZERO, pause));
        stages.add(new Stage(
                "Deploy production",
                approved,
                deployed,
                red ? "FAILURE" : "SUCCESS",
                draws.seconds(1, 20),
                Duration.ZERO));
        Instant end = deployed;
        if (!red) {
            end = deployed.plus(draws.minutes(1, 3));
            stages.add(new Stage("Smoke test", deployed, end, "SUCCESS", Duration.ZERO, Duration.ZERO));
        }
        builds.add(new SimulatedBuild(
                service,
                service.repository() + "-release",
                number,
                queued,
                start,
                end,
                red ? "failure" : "success",
                "main",
                sha,
                List.of(),
                List.of(),
                "production",
                stages));
        return red ? null : end;
    }

    private SimulatedBuild add(
            String job,
            int number,
            Instant trigger,
            boolean red,
            String branch,
            String sha,
            List<String> carries,
            List<String> issues,
            @Nullable String environment,
            int stageCount) {
        Instant queued = trigger.plusMillis(draws.between(0, 999));
        Instant start =
                queued.plus(draws.chance(0.05) ? draws.minutes(5, 25) : draws.around(Duration.ofSeconds(30), 0.8));
        List<Stage> stages = stages(start, red, stageCount);
        Stage last = stages.get(stages.size() - 1);
        boolean deployed = environment != null && last.name().startsWith("Deploy");
        SimulatedBuild build = new SimulatedBuild(
                service,
                job,
                number,
                queued,
                start,
                last.end().plusMillis(draws.between(200, 900)),
                red ? "failure" : "success",
                branch,
                sha,
                carries,
                issues,
                deployed ? environment : null,
                stages);
        builds.add(build);
        return build;
    }

    private List<Stage> stages(Instant start, boolean red, int count) {
        List<String> names =
                List.of("Checkout", "Build", "Unit tests", "Integration tests", "Publish image", "Deploy staging");
        int failing = red ? draws.between(2, Math.min(3, count - 1)) : count;
        List<Stage> stages = new ArrayList<>();
        Instant now = start;
        for (int i = 0; i < count && i <= failing; i++) {
            Duration wait = i == 0 ? draws.around(Duration.ofSeconds(8), 0.8) : Duration.ZERO;
            Duration run = switch (i) {
                case 0 -> draws.seconds(5, 20);
                case 1 -> draws.seconds(60, 200);
                case 2 -> draws.seconds(90, 400);
                case 3 -> draws.seconds(200, 900);
                default -> draws.seconds(40, 200);
            };
            Instant end = now.plus(wait).plus(run).plusMillis(draws.between(0, 999));
            stages.add(new Stage(names.get(i), now, end, i == failing ? "FAILURE" : "SUCCESS", wait, Duration.ZERO));
            now = end;
        }
        return stages;
    }

    private static List<String> keys(List<Landing> landings) {
        return landings.stream()
                .flatMap(landing -> landing.messages().stream())
                .flatMap(message -> KEY.matcher(message).results().map(MatchResult::group))
                .distinct()
                .sorted()
                .toList();
    }
}
