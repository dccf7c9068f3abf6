package io.jenkins.plugins.millrace.agents;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.millrace.agents.Agents.Agent;
import io.jenkins.plugins.millrace.agents.Replay.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What waiting for agents cost, from what was recorded. Times are in seconds here. */
class AgentReportTest {

    /** An expression is one label, or several that must all be there. */
    private static final LabelMatch MATCH =
            (expression, labels) -> labels.containsAll(Set.of(expression.split(" && ")));

    private static final Agent LINUX = new Agent("l1", Set.of("l1", "linux"), 1, false);
    private static final Agent GPU = new Agent("g1", Set.of("g1", "linux", "gpu"), 1, true);

    @TempDir
    Path home;

    @Test
    void three_tasks_at_once_on_one_executor_wait_for_each_other_and_one_more_agent_saves_that() {
        // 10 s each, all ready at 0: they wait 0, 10 and 20 s; with two executors 0, 0 and 10 s
        List<AgentUse> uses = List.of(
                use("linux", "a", "l1", 0, 0, 10),
                use("linux", "b", "l1", 0, 10, 20),
                use("linux", "c", "l1", 0, 20, 30));
        AgentReport.Label label = report(List.of(LINUX), uses, 60).labels().get(0);

        AgentReport.Share all = label.of(job -> true);
        assertThat(all).isEqualTo(new AgentReport.Share(3, 30_000, 30_000, 10_000));
        assertThat(all.saved()).isEqualTo(Duration.ofSeconds(20));
        assertThat(label.of(job -> job.equals("c")))
                .as("of the jobs that somebody may see")
                .isEqualTo(new AgentReport.Share(1, 20_000, 20_000, 10_000));
        assertThat(label.executors()).isEqualTo(1);
        assertThat(label.idle()).isEqualTo(Duration.ofSeconds(30));
        assertThat(label.there()).isEqualTo(Duration.ofSeconds(60));
        assertThat(label.like()).isEqualTo(new AgentReport.Like("l1", 1));
    }

    @Test
    void agent_that_takes_only_its_labels_helps_nobody_else() {
        List<AgentUse> uses =
                List.of(use("", "a", "l1", 0, 0, 10), use("", "b", "l1", 0, 10, 20), use("gpu", "c", "g1", 0, 0, 10));
        AgentReport report = report(List.of(GPU, LINUX), uses, 20);

        AgentReport.Label any = report.labels().get(0);
        assertThat(any.name()).isEmpty();
        assertThat(any.of(job -> true).replayed()).isEqualTo(10_000);
        AgentReport.Label gpu = report.labels().get(1);
        assertThat(gpu.of(job -> true)).isEqualTo(new AgentReport.Share(1, 0, 0, 0));
        assertThat(gpu.idle()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void task_tied_to_one_agent_by_its_name_is_not_helped_by_another_one() {
        List<AgentUse> uses = List.of(use("l1", "a", "l1", 0, 0, 10), use("l1", "b", "l1", 0, 10, 20));
        assertThat(report(List.of(LINUX), uses, 20)
                        .labels()
                        .get(0)
                        .of(job -> true)
                        .saved())
                .isZero();
    }

    /** Seen in a real Jenkins: a step of a Pipeline asks for the agent that it has once it has it. */
    @Test
    void task_keeps_the_label_that_it_asked_for_while_it_waited() {
        AskedLabels asked = new AskedLabels();
        asked.asked(7, "linux");
        assertThat(asked.of(7, "l1")).isEqualTo("linux");
        assertThat(asked.of(8, "l1")).as("not seen in the queue").isEqualTo("l1");
        asked.forget(7);
        assertThat(asked.of(7, "l1")).isEqualTo("l1");
    }

    @Test
    void agent_that_comes_later_is_no_idle_agent_before() {
        List<Agents> states = List.of(new Agents(0, List.of()), new Agents(40_000, List.of(LINUX)));
        List<AgentUse> uses = List.of(use("linux", "a", "l1", 5, 40, 50));
        AgentReport.Label label =
                AgentReport.of(states, uses, MATCH, 0, 60_000).labels().get(0);

        assertThat(label.of(job -> true)).isEqualTo(new AgentReport.Share(1, 35_000, 35_000, 0));
        assertThat(label.there()).isEqualTo(Duration.ofSeconds(20));
        assertThat(label.idle()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void controller_that_was_down_has_no_idle_agents_meanwhile() {
        List<Agents> states = List.of(new Agents(0, List.of(LINUX)), new Agents(36_000_000, List.of(LINUX)));
        AgentReport.Label label = AgentReport.of(
                        states, List.of(use("linux", "a", "l1", 5, 5, 65)), MATCH, 0, 36_060_000)
                .labels()
                .get(0);
        assertThat(label.there()).isEqualTo(Duration.ofMinutes(16));
        assertThat(label.idle()).isEqualTo(Duration.ofMinutes(15));
    }

    /** First come, first served, against a replay that goes second by second. */
    @Test
    void replay_is_that_of_a_slow_one() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            List<AgentUse> uses = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                int from = random.nextInt(40);
                uses.add(use(
                        List.of("linux", "gpu", "").get(random.nextInt(3)),
                        "j",
                        "l1",
                        from,
                        from,
                        from + 1 + random.nextInt(6)));
            }
            uses.sort(Comparator.comparing(AgentUse::from).thenComparing(AgentUse::end));
            List<Agents> states = List.of(
                    new Agents(0, List.of(LINUX)),
                    new Agents(10_000, List.of(GPU, LINUX)),
                    new Agents(20_000, List.of(GPU)),
                    new Agents(30_000, List.of(GPU, LINUX)));
            List<Server> servers = Replay.servers(states, List.of(), 400_000);
            assertThat(Replay.waits(uses, servers, MATCH, 400_000)).isEqualTo(slow(uses, servers));
        }
    }

    private static long[] slow(List<AgentUse> uses, List<Server> servers) {
        long[] waits = new long[uses.size()];
        boolean[] done = new boolean[uses.size()];
        long[] free = new long[servers.size()];
        for (long now = 0; now < 400_000; now += 1_000) {
            for (int i = 0; i < uses.size(); i++) {
                AgentUse use = uses.get(i);
                int best = -1;
                long until = Long.MAX_VALUE;
                for (int s = 0; s < servers.size() && !done[i] && use.from() <= now; s++) {
                    Server server = servers.get(s);
                    boolean fits = use.label().isEmpty()
                            ? !server.agent().exclusive()
                            : server.agent().labels().contains(use.label());
                    for (Replay.Period period : server.there()) {
                        if (fits
                                && free[s] <= now
                                && period.from() <= now
                                && now < period.to()
                                && period.to() < until) {
                            best = s;
                            until = period.to();
                        }
                    }
                }
                if (best >= 0) {
                    done[i] = true;
                    waits[i] = now - use.from();
                    free[best] = now + use.took();
                }
            }
        }
        return waits;
    }

    @Test
    void what_is_recorded_is_read_again_by_day_and_old_days_are_forgotten() throws IOException {
        AgentLog log = new AgentLog(home);
        AgentUse monday = new AgentUse("linux && \"x\"\n", "shop/main", "l1", 0, 1_000, 5_000);
        AgentUse tuesday = new AgentUse("", "shop/\uD800", "", 86_400_000, 86_401_000, 86_402_000);
        log.add(new Agents(0, List.of(LINUX, GPU)));
        log.add(monday);
        log.add(tuesday);
        Files.writeString(
                home.resolve("1970-01-02.ndjson"), "\n{\"label\":\"cut off by a cr", StandardOpenOption.APPEND);
        log.add(monday);

        AgentLog.Content all = log.since(LocalDate.EPOCH, LocalDate.EPOCH.plusDays(3), 100);
        assertThat(all.states()).containsExactly(new Agents(0, List.of(LINUX, GPU)));
        assertThat(all.uses()).hasSize(3).startsWith(monday, monday);
        assertThat(all.uses().get(2).job()).isEqualTo("shop/\uFFFD");
        assertThat(log.since(LocalDate.EPOCH, LocalDate.EPOCH.plusDays(3), 1).uses())
                .as("the newest")
                .hasSize(1)
                .doesNotContain(monday);

        log.forgetBefore(LocalDate.EPOCH.plusDays(1));
        assertThat(log.since(LocalDate.EPOCH, LocalDate.EPOCH.plusDays(3), 100).uses())
                .hasSize(1);
    }

    @Test
    void page_never_waits_for_the_report() throws IOException {
        AgentLog log = new AgentLog(home);
        log.add(new Agents(0, List.of(LINUX)));
        log.add(new AgentUse("linux", "a", "l1", 0, 1_000, 5_000));
        List<Runnable> background = new ArrayList<>();
        AgentFigures figures = new AgentFigures(
                log,
                MATCH,
                () -> List.of(new AgentUse("linux", "runs", "l1", 6_000, 7_000, 9_000)),
                task -> {
                    if (background.isEmpty()) {
                        background.add(task);
                        throw new RejectedExecutionException("busy");
                    }
                    background.add(task);
                },
                () -> java.time.Instant.ofEpochMilli(9_000));

        assertThat(figures.report()).isEmpty();
        assertThat(figures.report()).isEmpty();
        assertThat(figures.report()).isEmpty();
        assertThat(background).as("asked again after it was busy, and once").hasSize(2);
        background.get(1).run();
        assertThat(figures.report()
                        .orElseThrow()
                        .labels()
                        .get(0)
                        .of(job -> true)
                        .waited())
                .isEqualTo(2_000);
    }

    private static AgentReport report(List<Agent> agents, List<AgentUse> uses, int end) {
        return AgentReport.of(List.of(new Agents(0, agents)), uses, MATCH, 0, end * 1_000L);
    }

    private static AgentUse use(String label, String job, String agent, int from, int start, int end) {
        return new AgentUse(label, job, agent, from * 1_000L, start * 1_000L, end * 1_000L);
    }
}
