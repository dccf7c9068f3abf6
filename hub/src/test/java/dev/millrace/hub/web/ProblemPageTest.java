package dev.millrace.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProblemPageTest {

    private static final HubRequest.Headers BROWSER =
            name -> name.equals("Accept") ? Optional.of("text/html,*/*;q=0.8") : Optional.empty();

    @Test
    void a_busy_hub_says_when_to_open_the_page_again() {
        HubResponse page =
                ProblemPage.of(ProblemDetails.busy("the hub computes its maximum", Duration.ofSeconds(5)), BROWSER);

        assertThat(page.status()).isEqualTo(503);
        assertThat(page.headers()).containsEntry("Retry-After", "5");
        assertThat(text(page)).contains("the hub computes its maximum.", "Open this page again in 5 seconds.");
    }

    @Test
    void a_page_without_a_token_says_how_to_sign_in() {
        HubResponse page = ProblemPage.of(ProblemDetails.unauthorized(false), BROWSER);

        assertThat(page.headers()).containsEntry("WWW-Authenticate", "Bearer");
        assertThat(text(page)).contains("Sign in", "href=\"/session\"");
    }

    @Test
    void what_a_client_wrote_is_escaped() {
        HubResponse page = ProblemPage.of(ProblemDetails.notFound("nothing is called \"<b>\""), BROWSER);

        assertThat(text(page)).contains("&lt;b&gt;").doesNotContain("<b>");
    }

    private static String text(HubResponse page) {
        return StandardCharsets.UTF_8.decode(page.body()).toString();
    }
}
