package dev.millrace.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a hub shows of what was posted. */
class HubReadingAcceptanceTest extends RunningHub {

    @Test
    void an_issue_is_shown_as_it_was_posted() throws Exception {
        hub.post(Posts.issues(7, 8));

        HttpResponse<String> json = hub.get("/v1/views/issue/HUB-7");
        HttpResponse<String> markdown = hub.get("/v1/views/issue/HUB-7?format=markdown");

        assertThat(json.statusCode()).isEqualTo(200);
        assertThat(json.body()).contains("millrace.item/1").contains("HUB-7");
        assertThat(markdown.body()).contains("HUB-7");
    }

    @Test
    void what_is_not_captured_is_not_found() throws Exception {
        HttpResponse<String> answer = hub.get("/v1/views/issue/HUB-404");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("HUB-404");
    }

    @Test
    void a_report_counts_what_was_posted() throws Exception {
        hub.post(Posts.issues(0, 20));

        HttpResponse<String> answer = hub.get("/v1/reports/flow");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("millrace.report/1").contains("20");
    }

    @Test
    void the_pages_are_html_whose_policy_names_what_they_load() throws Exception {
        hub.post(Posts.issues(0, 2));

        for (String path : List.of("/", "/items/HUB-1")) {
            HttpResponse<String> page = hub.get(path);

            assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .startsWith("default-src 'none'; style-src 'sha256-")
                    .contains(path.equals("/") ? "script-src 'self'" : "form-action 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(page.body()).startsWith("<!DOCTYPE html>").doesNotContain(" style=", " onclick");
        }
    }

    @Test
    void page_markdown_and_json_begin_with_the_same_sentence_and_the_same_steps() throws Exception {
        hub.post(Posts.issues(0, 20));
        JsonNode summary =
                new ObjectMapper().readTree(hub.get("/v1/reports/flow").body()).path("summary");
        String sentence = summary.path("sentence").asText();
        // issues without a deployment are of no service, so home is the report; one of before the post may say the same
        // sentence
        String page = hub.page("/", summary.path("next").path(0).path("what").asText());
        String markdown = hub.get("/v1/reports/flow?format=markdown").body().replace("\\", "");

        assertThat(sentence).isNotBlank();
        assertThat(page).contains("<h1 class=\"mr-headline\">" + sentence + "</h1>");
        assertThat(markdown).contains("**" + sentence + "**");
        assertThat(summary.path("next")).isNotEmpty().allSatisfy(step -> {
            assertThat(page)
                    .contains(step.path("what").asText(), step.path("evidence").asText());
            assertThat(markdown)
                    .contains(step.path("what").asText(), step.path("evidence").asText());
        });
    }

    @Test
    void a_misspelt_parameter_is_refused_and_widens_no_report() throws Exception {
        HttpResponse<String> answer = hub.get("/v1/reports/flow?projct=HUB");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("projct").contains("project");
    }

    @Test
    void a_time_that_is_none_is_refused() throws Exception {
        HttpResponse<String> answer = hub.get("/v1/reports/flow?asOf=yesterday");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("yesterday");
    }

    @Test
    void health_is_for_everybody_and_says_little() throws Exception {
        HttpResponse<String> answer = hub.send(HttpRequest.newBuilder(URI.create(hub.address() + "/health")));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"ok\"}\n");
    }

    @Test
    void metrics_count_and_name_no_item() throws Exception {
        hub.post(Posts.issues(0, 3));
        hub.get("/v1/views/issue/HUB-1");

        String metrics = hub.get("/metrics").body();

        assertThat(metrics)
                .contains("millrace_hub_events_stored_total 6.0")
                .contains("millrace_hub_requests_total{route=\"/v1/events\",status=\"200\"} 1.0")
                .contains("millrace_hub_posts_waiting 0.0")
                .endsWith("# EOF\n")
                .doesNotContain("HUB-1");
    }
}
