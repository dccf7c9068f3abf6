package dev.millrace.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The three kinds of views, of what was posted as NDJSON. */
class HubViewsTest {

    private static final String BUILD = """
            {"millrace":"events/1"}
            {"fact":"snapshot","artifact":"jenkins:ci:build:JOB#130@1772450100000","key":"JOB #130","title":"#130 <b>","project":"JOB","level":"standard","state":{"id":"success","name":"success"},"createdAt":"2026-03-02T11:14:50Z","updatedAt":"2026-03-02T11:20:00Z","attributes":{"agentWaitOutsideMs":["2000"],"branch":["main"],"commits":["8a602f9d3d137150d5663e6ef943392265aca88a"],"inputPauseOutsideMs":["unknown"],"issueKeys":["HUB-1"],"pipeline":["true"]}}
            {"fact":"event","id":"jenkins:ci:build:JOB#130@1772450100000#created","artifact":"jenkins:ci:build:JOB#130@1772450100000","kind":"created","occurredAt":"2026-03-02T11:14:50Z","sequence":0,"state":{"id":"queued","name":"queued"}}
            {"fact":"event","id":"jenkins:ci:build:JOB#130@1772450100000#started","artifact":"jenkins:ci:build:JOB#130@1772450100000","kind":"state-changed","occurredAt":"2026-03-02T11:15:00Z","sequence":0,"from":{"id":"queued","name":"queued"},"to":{"id":"running","name":"running"}}
            {"fact":"event","id":"jenkins:ci:build:JOB#130@1772450100000#stage.6","artifact":"jenkins:ci:build:JOB#130@1772450100000","kind":"stage-ran","occurredAt":"2026-03-02T11:19:00Z","sequence":0,"run":{"id":"6","kind":"stage","name":"<script>alert(1)</script>","start":"2026-03-02T11:16:00Z","end":"2026-03-02T11:19:00Z","result":"SUCCESS","agentWaitMs":7400,"inputPauseMs":0}}
            {"fact":"event","id":"jenkins:ci:build:JOB#130@1772450100000#ended","artifact":"jenkins:ci:build:JOB#130@1772450100000","kind":"state-changed","occurredAt":"2026-03-02T11:20:00Z","sequence":0,"from":{"id":"running","name":"running"},"to":{"id":"success","name":"success"}}
            """;

    private static final String PULL_REQUEST = """
            {"millrace":"events/1"}
            {"fact":"snapshot","artifact":"github:github.com:pull-request:77","key":"acme/shop#12","title":"a change","project":"acme/shop","level":"standard","state":{"id":"merged","name":"merged"},"createdAt":"2026-03-02T09:00:00Z","updatedAt":"2026-03-02T10:00:00Z","attributes":{}}
            {"fact":"event","id":"github:github.com:pull-request:77#created","artifact":"github:github.com:pull-request:77","kind":"created","occurredAt":"2026-03-02T09:00:00Z","sequence":0,"state":{"id":"open","name":"open"}}
            {"fact":"event","id":"github:github.com:pull-request:77#merged","artifact":"github:github.com:pull-request:77","kind":"state-changed","occurredAt":"2026-03-02T10:00:00Z","sequence":0,"from":{"id":"open","name":"open"},"to":{"id":"merged","name":"merged"}}
            """;

    @TempDir
    Path folder;

    private HubUnderTest hub;

    @BeforeEach
    void start() {
        hub = new HubUnderTest(folder);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void a_build_is_shown_with_the_card_that_jenkins_shows() throws Exception {
        post(BUILD.replace("JOB", "team a/shop"));

        JsonNode build = json("/v1/views/build/team%20a/shop/130");

        assertThat(build.path("format").asText()).isEqualTo("millrace.build/1");
        assertThat(build.path("job").asText()).isEqualTo("team a/shop");
        assertThat(build.path("queueMs").asLong()).isEqualTo(10_000);
        assertThat(build.path("stages").get(0).path("agentWaitMs").asLong()).isEqualTo(7_400);
        assertThat(build.path("card").path("agent").asText()).isEqualTo("9 s 400 ms");
        assertThat(build.path("card").path("input").asText()).isEqualTo("unknown");
        assertThat(build.path("card").path("time").asText()).isEqualTo("5 min");
        assertThat(build.path("card").path("leadTime").asText()).startsWith("unknown");
    }

    /** The Jenkins plugin shows these panels on the build's page. */
    @Test
    void a_build_has_the_panels_of_its_issues_by_key_and_without_titles() throws Exception {
        hub.post(Posts.issues(1, 2));
        post(BUILD.replace("JOB", "shop"));

        JsonNode build = json("/v1/views/build/shop/130@1772450100000");

        assertThat(build.path("panels")).hasSize(1);
        JsonNode panel = build.path("panels").get(0);
        assertThat(panel.path("title").asText()).isEqualTo("HUB-1");
        assertThat(panel.path("facts").get(0).path("label").asText()).isEqualTo("Status");
        assertThat(panel.path("cards").findValuesAsText("title")).contains("Flow time");
    }

    @Test
    void the_page_of_a_build_is_html_in_which_nothing_of_the_build_is_markup() throws Exception {
        post(BUILD.replace("JOB", "shop"));

        HttpResponse<String> page = hub.get("/v1/views/build/shop/130?format=html");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
        assertThat(page.body())
                .startsWith("<!DOCTYPE html>")
                .contains("Where this build spent its time", "HUB-1", "&lt;script&gt;", "#130 &lt;b&gt;")
                .doesNotContain("<script", "<b>");
    }

    @Test
    void the_job_of_a_branch_is_found_by_its_name_as_jenkins_writes_it() throws Exception {
        post(BUILD.replace("JOB", "shop/feature%2Flogin"));

        assertThat(json("/v1/views/build/shop/feature%252Flogin/130")
                        .path("job")
                        .asText())
                .isEqualTo("shop/feature%2Flogin");
    }

    @Test
    void a_build_as_of_a_time_before_its_end_was_running() throws Exception {
        post(BUILD.replace("JOB", "shop"));

        JsonNode build = json("/v1/views/build/shop/130?asOf=2026-03-02T11:17:00Z");

        assertThat(build.path("result").isNull()).isTrue();
        assertThat(build.path("card").path("time").asText()).isEqualTo("2 min so far");
    }

    @Test
    void a_pull_request_and_an_issue_are_shown_as_items() throws Exception {
        post(PULL_REQUEST);
        hub.post(Posts.issues(1, 2));

        assertThat(json("/v1/views/pull-request/acme/shop/12").path("format").asText())
                .isEqualTo("millrace.item/1");
        assertThat(json("/v1/views/issue/HUB-1").path("format").asText()).isEqualTo("millrace.item/1");
    }

    @Test
    void what_is_of_another_kind_or_not_there_is_not_found() throws Exception {
        post(BUILD.replace("JOB", "shop"));
        hub.post(Posts.issues(1, 2));

        assertThat(hub.get("/v1/views/build/shop/131").statusCode()).isEqualTo(404);
        assertThat(hub.get("/v1/views/build/HUB-1").statusCode()).isEqualTo(404);
        assertThat(hub.get("/v1/views/issue/shop%20%23130").statusCode()).isEqualTo(404);
        assertThat(hub.get("/v1/views/build/shop/130?format=markdown").statusCode())
                .isEqualTo(400);
    }

    private void post(String document) throws Exception {
        HttpResponse<String> answer = hub.post(document);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private JsonNode json(String path) throws Exception {
        HttpResponse<String> answer = hub.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }
}
