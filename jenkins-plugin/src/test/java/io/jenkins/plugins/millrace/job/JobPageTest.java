package io.jenkins.plugins.millrace.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.document.HtmlFragment;
import dev.millrace.document.Markup;
import dev.millrace.metrics.Percentiles;
import dev.millrace.model.Figure;
import dev.millrace.model.Reason;
import hudson.model.ReadableJob;
import io.jenkins.plugins.millrace.Builds;
import io.jenkins.plugins.millrace.Requests;
import io.jenkins.plugins.millrace.record.RecordFile;
import io.jenkins.plugins.millrace.summary.JobGlances.Glance;
import io.jenkins.plugins.millrace.summary.JobGlances.Trend;
import io.jenkins.plugins.millrace.summary.JobSummaries;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class JobPageTest {

    private static final Path SOURCES = Path.of("src/main/java/io/jenkins/plugins/millrace/job");

    @TempDir
    Path home;

    @Test
    void latest_builds_stand_in_a_table_with_their_stages_and_percentiles() throws Exception {
        for (int i = 1; i <= 12; i++) {
            record(i);
        }
        Element card = parse(action(true, null).getCard());
        List<Element> rows = all(card, "tr");
        assertThat(cells(rows.get(0)))
                .containsExactly(
                        "Build",
                        "Result",
                        "Whole build",
                        "Queue",
                        "Agent",
                        "Build",
                        "Test",
                        "linux",
                        "Deploy to production");
        assertThat(cells(rows.get(2)))
                .containsExactly("85th percentile", "", "1 min 40 s", "7 s", "15 s", "25 s", "19 s", "17 s", "39 s");
        assertThat(cells(rows.get(3)))
                .containsExactly("#12", "success", "1 min 40 s", "7 s", "15 s", "25 s", "19 s", "17 s", "39 s");
        assertThat(rows).hasSize(3 + JobDocument.BUILDS_ON_CARD);
        assertThat(all(rows.get(3), "a").get(0).getAttribute("href")).isEqualTo("./12/");
        assertThat(card.getTextContent())
                .contains("Deploy to production is on the critical path of 100% of builds; without it, a build would"
                        + " take at most 39 s less (median), of 1 min 40 s.");
    }

    /** A branch that takes most of the path, beside one that is nearly as long, saves less than a shorter stage that stands alone. */
    @Test
    void headline_names_the_stage_whose_absence_would_save_most() throws Exception {
        for (int i = 1; i <= 12; i++) {
            Path folder = Files.createDirectories(home.resolve("builds/" + i));
            RecordFile.write(folder, Builds.withBranches(i));
        }
        assertThat(parse(action(true, null).getCard()).getTextContent())
                .contains("Test / slow takes most of the critical path (50 s of 1 min 40 s, median). Deploy would save"
                        + " most: without it, a build would take at most 30 s less.");
    }

    @Test
    void page_has_stages_trend_deployments_and_what_changed_since_a_day() throws Exception {
        for (int i = 1; i <= 12; i++) {
            record(i);
        }
        Element page = parse(action(true, "2026-11-20").getPage());
        assertThat(all(page, "h3"))
                .extracting(Element::getTextContent)
                .contains("Latest builds", "Stages and critical path", "Trend", "Deployments", "Did it help?");
        assertThat(page.getTextContent()).contains("too few builds");
        assertThat(all(page, "a").get(0).getAttribute("href")).isEqualTo("../12/");
        assertThat(all(parse(action(true, null).getPage()), "h3"))
                .extracting(Element::getTextContent)
                .doesNotContain("Did it help?");
    }

    @Test
    void json_has_the_same_figures() throws Exception {
        for (int i = 1; i <= 12; i++) {
            record(i);
        }
        Requests.Answer answer = new Requests.Answer();
        action(true, "2026-11-20").doBuilds(Requests.get("", "since", "2026-11-20"), answer.response());
        JsonNode json = new ObjectMapper().readTree(answer.body());
        assertThat(answer.contentType()).isEqualTo("application/json");
        assertThat(json.path("time").toString()).isEqualTo("{\"n\":12,\"p50\":100000,\"p85\":100000,\"p95\":100000}");
        assertThat(json.path("constraint").toString()).isEqualTo("[\"Deploy to production\"]");
        assertThat(json.path("latest")).hasSize(12);
        assertThat(json.path("latest").get(0).path("number").asInt()).isEqualTo(12);
        assertThat(json.path("beforeAndAfter")
                        .path("rows")
                        .get(0)
                        .path("change")
                        .isNull())
                .isTrue();
    }

    @Test
    void who_may_not_read_the_job_gets_nothing() throws Exception {
        record(1);
        MillraceJobAction action = action(false, null);
        assertThat(action.getCard()).isNull();
        assertThat(action.getPage()).isNull();
        assertThat(action.getIconFileName()).isNull();
        Requests.Answer answer = new Requests.Answer();
        assertThatThrownBy(() -> action.doBuilds(Requests.get(""), answer.response()))
                .isInstanceOf(SecurityException.class);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void day_that_is_none_is_rejected_and_address_below_the_json_is_not_found() throws Exception {
        record(1);
        Requests.Answer bad = new Requests.Answer();
        action(true, "yesterday").doBuilds(Requests.get("", "since", "yesterday"), bad.response());
        assertThat(bad.error()).isEqualTo(400);
        Requests.Answer below = new Requests.Answer();
        action(true, null).doBuilds(Requests.get("/x"), below.response());
        assertThat(below.error()).isEqualTo(404);
    }

    @Test
    void job_without_a_record_has_a_page_that_says_so_and_no_card() throws Exception {
        Files.createDirectories(home.resolve("builds/1"));
        assertThat(action(true, null).getCard()).isNull();
        assertThat(parse(action(true, null).getPage()).getTextContent())
                .contains("No build of this job has a record yet.", "Not included: 1 builds");
    }

    @Test
    void overview_orders_jobs_by_build_time_and_counts_what_it_does_not_show() throws Exception {
        OverviewJobs overview = new OverviewJobs();
        overview.add("team/small", glance(20, Trend.NO_CHANGE_SHOWN));
        overview.add("team/<b>web</b>/feature%2Flogin", glance(60, Trend.SLOWER));
        overview.add(
                "never built", new Glance(NONE, NONE, Trend.UNKNOWN, 0, 0, 0, Optional.empty(), List.of(), List.of()));
        overview.add("not read yet", null);
        overview.leaveOut();
        Markup out = new Markup();
        HtmlFragment.write(out, new OverviewDocument(new JobTexts(Locale.ENGLISH), overview).document(), "o");
        Element page = parse(out.done());
        assertThat(page.getTextContent())
                .contains(
                        "team/<b>web</b>/feature%2Flogin takes 75% of the build time of 1 h 20 min a week, in 2 jobs.",
                        "Jobs that are being read: 1.",
                        "Jobs without a build that has a record: 1.",
                        "Jobs that are not shown: 1.");
        List<Element> rows = all(page, "tr");
        assertThat(cells(rows.get(1)))
                .containsExactly(
                        "team/<b>web</b>/feature%2Flogin",
                        "1 h", "2 min", "3 min", "▲ slower", "unknown", "90%", "10", "Test / linux");
        assertThat(all(rows.get(1), "a").get(0).getAttribute("href"))
                .isEqualTo("../job/team/job/%3Cb%3Eweb%3C/job/b%3E/job/feature%252Flogin/millrace/");
        assertThat(rows).hasSize(3);
    }

    @Test
    void jobs_with_builds_of_a_single_day_are_not_called_jobs_without_builds() throws Exception {
        OverviewJobs overview = new OverviewJobs();
        overview.add("young", new Glance(NONE, NONE, Trend.UNKNOWN, 3, 3, 0, Optional.empty(), List.of(), List.of()));
        Markup out = new Markup();
        HtmlFragment.write(out, new OverviewDocument(new JobTexts(Locale.ENGLISH), overview).document(), "o");
        assertThat(parse(out.done()).getTextContent())
                .contains("1 jobs have builds, all of them from less than a day")
                .doesNotContain("No job has a build");
    }

    @Test
    void overview_is_told_as_json_and_in_the_format_of_openmetrics_with_bounded_and_escaped_labels() throws Exception {
        OverviewJobs jobs = new OverviewJobs();
        jobs.add("team/a\\b \"c\"\nd", glance(60, Trend.SLOWER));
        jobs.add("not read yet", null);
        jobs.leaveOut();
        assertThat(new String(OpenMetrics.of(jobs), StandardCharsets.UTF_8).lines())
                .contains(
                        "# TYPE millrace_build_duration_seconds summary",
                        "# UNIT millrace_build_duration_seconds seconds",
                        "millrace_build_duration_seconds{job=\"team/a\\\\b \\\"c\\\"\\nd\",quantile=\"0.5\"} 120.0",
                        "millrace_build_duration_seconds_count{job=\"team/a\\\\b \\\"c\\\"\\nd\"} 9",
                        "millrace_recent_builds{job=\"team/a\\\\b \\\"c\\\"\\nd\",result=\"failed\"} 1",
                        "millrace_jobs{state=\"being_read\"} 1",
                        "millrace_jobs{state=\"left_out\"} 1")
                .noneMatch(line -> line.startsWith("millrace_queue_duration_seconds{"))
                .endsWith("# EOF");
        JsonNode json = new ObjectMapper().readTree(JobJson.write(jobs));
        assertThat(json.path("jobs").get(0).path("time").path("p85").asLong()).isEqualTo(180_000);
        assertThat(json.path("jobs").get(0).path("queue").isNull()).isTrue();
        assertThat(json.path("beingRead").asInt()).isEqualTo(1);
        assertThat(json.path("leftOut").asInt()).isEqualTo(1);
    }

    @Test
    void metrics_of_a_job_have_its_stages_and_count_those_left_out() throws Exception {
        for (int i = 8; i <= 20; i++) {
            record(i);
        }
        Path folder = Files.createDirectories(home.resolve("builds/7"));
        RecordFile.write(
                folder,
                Builds.named(IntStream.range(0, 80).mapToObj(i -> "s" + i).toList()));
        Requests.Answer answer = new Requests.Answer();
        action(true, null).doMetrics(Requests.get(""), answer.response());
        assertThat(answer.contentType()).isEqualTo("application/openmetrics-text; version=1.0.0");
        assertThat(answer.body().lines())
                .anyMatch(line -> line.matches(
                        "millrace_stage_duration_seconds\\{job=\".*\",stage=\"Test / linux\",quantile=\"0.5\"} 17.0"))
                .anyMatch(line -> line.startsWith("millrace_stages{") && line.endsWith("state=\"left_out\"} 34"))
                .endsWith("# EOF");
        assertThatThrownBy(() -> action(false, null).doMetrics(Requests.get(""), new Requests.Answer().response()))
                .isInstanceOf(SecurityException.class);
    }

    private static final Figure<Percentiles<Duration>> NONE = new Figure.Unknown<>(Reason.of(Reason.Code.NO_ITEMS));

    private static Glance glance(int minutesPerWeek, Trend trend) {
        Figure<Percentiles<Duration>> time =
                Figure.of(new Percentiles<>(9, Duration.ofMinutes(2), Duration.ofMinutes(3), Duration.ofMinutes(4)));
        return new Glance(
                time,
                NONE,
                trend,
                10,
                9,
                1,
                Optional.of(Duration.ofMinutes(minutesPerWeek)),
                List.of("Test", "linux"),
                List.of());
    }

    @Test
    void hostile_names_stay_text() throws Exception {
        List<String> names = List.of(
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "{0} '{1}' ${jndi}",
                "\u202egnp.exe",
                "lone \uD83D",
                "control \u0001\u001b[31m",
                "   ",
                "x".repeat(500));
        Path folder = Files.createDirectories(home.resolve("builds/7"));
        RecordFile.write(folder, Builds.named(names));
        String html = action(true, null).getPage();
        Element page = parse(html);
        Set<String> elements = new TreeSet<>();
        all(page, "*").forEach(element -> {
            elements.add(element.getTagName());
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                assertThat(element.getAttributes().item(i).getNodeName())
                        .doesNotStartWith("on")
                        .isNotEqualTo("style");
            }
        });
        assertThat(elements).doesNotContain("script", "img", "style");
        assertThat(page.getTextContent()).contains("<script>alert(1)</script>", "{0} '{1}' ${jndi}");
        assertThat(html).doesNotContain("\u202e").doesNotContain("\u001b").doesNotContain("<img");
    }

    /** In German a number has another form; a language without texts is English, whatever the controller speaks. */
    @Test
    void texts_are_complete_and_english_is_for_all() throws IOException {
        Properties texts = new Properties();
        try (var in = Files.newInputStream(
                Path.of("src/main/resources/io/jenkins/plugins/millrace/job/Messages.properties"))) {
            texts.load(in);
        }
        Set<String> used = new TreeSet<>();
        Pattern call = Pattern.compile(
                "texts\\.of\\(\\s*(?:id \\+ )?\"([a-z0-9.]+)\"|JobTexts\\(locale\\.get\\(\\)\\)\\.of\\(\"([a-z.]+)\"");
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.toList()) {
                Matcher matcher = call.matcher(Files.readString(file));
                while (matcher.find()) {
                    used.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
                }
            }
        }
        used.removeAll(Set.of(".what", "unknown."));
        assertThat(texts.stringPropertyNames()).containsAll(used);
        assertThat(used).hasSizeGreaterThan(60);
        assertThat(new JobTexts(Locale.CHINESE).of("build")).isEqualTo("Build");
    }

    private void record(int number) throws IOException {
        Path folder = Files.createDirectories(home.resolve("builds/" + number));
        RecordFile.write(folder, Builds.numbered(number));
    }

    private MillraceJobAction action(boolean readable, String since) {
        return new MillraceJobAction(
                new ReadableJob(home, readable),
                new JobSummaries(Runnable::run),
                () -> Locale.ENGLISH,
                () -> since,
                () -> false);
    }

    private static Element parse(String html) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
    }

    private static List<Element> all(Element element, String tag) {
        List<Element> found = new ArrayList<>();
        var nodes = element.getElementsByTagName(tag);
        for (int i = 0; i < nodes.getLength(); i++) {
            found.add((Element) nodes.item(i));
        }
        return found;
    }

    private static List<String> cells(Element row) {
        return Stream.concat(all(row, "th").stream(), all(row, "td").stream())
                .map(Element::getTextContent)
                .toList();
    }
}
