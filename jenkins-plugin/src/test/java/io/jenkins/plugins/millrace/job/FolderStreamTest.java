package io.jenkins.plugins.millrace.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.document.HtmlFragment;
import dev.millrace.document.Markup;
import dev.millrace.metrics.Percentiles;
import dev.millrace.model.Figure;
import dev.millrace.model.Reason;
import io.jenkins.plugins.millrace.agents.AgentReport;
import io.jenkins.plugins.millrace.agents.LoadNow;
import io.jenkins.plugins.millrace.job.FolderStream.Step;
import io.jenkins.plugins.millrace.settings.NamedStream;
import io.jenkins.plugins.millrace.summary.BuildParts;
import io.jenkins.plugins.millrace.summary.JobGlances.Glance;
import io.jenkins.plugins.millrace.summary.JobGlances.Trend;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The way of the builds of a folder: its steps, its bottleneck, its agents. */
class FolderStreamTest {

    private static final long UNKNOWN = BuildParts.UNKNOWN;

    @Test
    void steps_have_the_builds_that_were_in_them_and_count_what_is_unknown() {
        FolderStream stream = new FolderStream(List.of(
                new BuildParts(1_000, 0, 60_000, 0, 0),
                new BuildParts(3_000, 5_000, 80_000, 0, 20_000),
                new BuildParts(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)));
        assertThat(stream.steps())
                .extracting(
                        passed -> passed.step() + " " + passed.passes() + " " + passed.total() + " " + passed.unknown())
                .containsExactly(
                        "QUEUE 2 PT4S 1",
                        "AGENT 1 PT5S 1",
                        "BUILDING 2 PT2M20S 1",
                        "INPUT 0 PT0S 1",
                        "DEPLOYING 1 PT20S 1");
    }

    @Test
    void bottleneck_is_the_longest_wait_if_its_lead_is_no_chance() {
        List<BuildParts> builds = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            builds.add(new BuildParts(10_000, 30_000 + i * 100, 600_000, 0, 0));
        }
        assertThat(new FolderStream(builds).constraint())
                .map(FolderStream.Passed::step)
                .contains(Step.AGENT);
        assertThat(new FolderStream(builds.subList(0, 19)).constraint())
                .as("too few")
                .isEmpty();

        builds.clear();
        for (int i = 0; i < 40; i++) {
            builds.add(new BuildParts(i % 2 == 0 ? 60_000 : 0, i % 2 == 0 ? 0 : 61_000, 600_000, 0, 0));
        }
        assertThat(new FolderStream(builds).constraint())
                .as("half of the builds each")
                .isEmpty();
    }

    @Test
    void page_names_the_bottleneck_and_the_label_and_draws_the_way() throws Exception {
        String page = page(jobs(true));
        assertThat(page)
                .contains(
                        "Builds wait most for an agent: 80% of all waiting, 20 min in the last 30 builds.",
                        "Now: 2 builds run, 1 are in the queue, 3 tasks wait for an agent.",
                        "BOTTLENECK",
                        "&lt;b&gt;linux&lt;/b&gt;",
                        "waited 40 s; one more such agent would have saved 30 s.",
                        "10 s (17%)")
                .doesNotContain("<b>linux");
        JsonNode json = new ObjectMapper().readTree(JobJson.write(jobs(true)));
        assertThat(json.path("constraint").asText()).isEqualTo("AGENT");
        assertThat(json.path("steps").get(1).path("total").asLong()).isEqualTo(1_200_000);
        assertThat(json.path("agents").path("labels").get(0).path("saved").asLong())
                .isEqualTo(30_000);
        assertThat(json.path("now").path("waitingForAgents").asInt()).isEqualTo(3);
    }

    @Test
    void agents_are_told_to_prometheus_by_label_and_those_left_out_are_counted() {
        assertThat(new String(OpenMetrics.of(jobs(true)), StandardCharsets.UTF_8).lines())
                .contains(
                        "# TYPE millrace_agent_label_wait_seconds gauge",
                        "# UNIT millrace_agent_label_wait_seconds seconds",
                        "millrace_agent_label_tasks{label=\"<b>linux</b>\"} 4",
                        "millrace_agent_label_wait_seconds{label=\"<b>linux</b>\"} 40.0",
                        "millrace_agent_label_saved_seconds{label=\"<b>linux</b>\"} 30.0",
                        "millrace_agent_label_executors{label=\"<b>linux</b>\"} 1",
                        "millrace_agent_label_idle_seconds{label=\"<b>linux</b>\"} 10.0",
                        "millrace_agent_label_present_seconds{label=\"<b>linux</b>\"} 60.0",
                        "millrace_agent_labels{state=\"known\"} 1",
                        "millrace_agent_labels{state=\"left_out\"} 7")
                .endsWith("# EOF");
        assertThat(new String(OpenMetrics.of(jobs(false)), StandardCharsets.UTF_8))
                .as("nobody sees what only others asked for")
                .doesNotContain("linux")
                .contains("millrace_agent_labels{state=\"known\"} 0");
    }

    @Test
    void page_leads_to_the_value_stream_that_the_folder_names() throws Exception {
        OverviewJobs jobs = jobs(true);
        assertThat(page(jobs)).doesNotContain("Value stream");
        jobs.stream(new NamedStream("web-shop", URI.create("https://hub.example.org/streams/web-shop")));
        assertThat(page(jobs)).contains("Value stream", "href=\"https://hub.example.org/streams/web-shop\"");
        assertThat(new ObjectMapper()
                        .readTree(JobJson.write(jobs))
                        .path("stream")
                        .asText())
                .isEqualTo("web-shop");
    }

    /** Nothing of a job that the viewer may not read, not even in a sum. */
    @Test
    void label_that_only_others_asked_for_is_not_told() throws Exception {
        assertThat(page(jobs(false))).doesNotContain("linux", "one more such agent");
        assertThat(new ObjectMapper()
                        .readTree(JobJson.write(jobs(false)))
                        .path("agents")
                        .path("labels"))
                .isEmpty();
    }

    private static OverviewJobs jobs(boolean readable) {
        List<BuildParts> builds = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            builds.add(new BuildParts(10_000, 40_000, 300_000, 0, 0));
        }
        OverviewJobs jobs = new OverviewJobs();
        Figure<Percentiles<Duration>> none = new Figure.Unknown<>(Reason.of(Reason.Code.NO_ITEMS));
        jobs.add("web", new Glance(none, none, Trend.UNKNOWN, 30, 30, 0, Optional.empty(), List.of(), builds));
        if (readable) {
            jobs.see("shop/web");
        }
        AgentReport.Label label = new AgentReport.Label(
                "<b>linux</b>",
                Map.of("shop/web", new AgentReport.Share(4, 40_000, 41_000, 11_000)),
                1,
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                new AgentReport.Like("l1", 1));
        jobs.agents(
                new AgentReport(Instant.EPOCH, Instant.EPOCH.plusSeconds(60), List.of(label), 7),
                new LoadNow(1, Map.of("<b>linux</b>", 3), 2));
        return jobs;
    }

    private static String page(OverviewJobs jobs) {
        Markup out = new Markup();
        HtmlFragment.write(out, new OverviewDocument(new JobTexts(Locale.ENGLISH), jobs).document(), "o");
        return out.done();
    }
}
