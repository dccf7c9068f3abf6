package dev.millrace.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    private final Authorization bearer = Authorization.bearer("s3cret-token", "jira.token");

    @Test
    void an_authorization_never_prints_itself() {
        assertThat(bearer).hasToString("***");
        assertThat(Authorization.none()).hasToString("***");
        assertThat(HttpCall.get(URI.create("http://h/?a=b")).with(bearer)).hasToString("GET http://h/?a=***");
        assertThat(HttpHeaders.none().with("X-Key", "s3cret")).hasToString("[X-Key]");
        assertThat(HttpBody.json("s3cret")).hasToString("application/json, 6 characters");
    }

    @Test
    void a_basic_authorization_is_encoded_as_utf_8() {
        assertThat(Authorization.basic("jörg", "pä:ss", "jira.password").headerValue())
                .hasValue("Basic asO2cmc6cMOkOnNz");
    }

    @Test
    void the_line_break_of_a_token_file_is_dropped() {
        assertThat(Authorization.bearer("abcdef\r\n", "f").headerValue()).hasValue("Bearer abcdef");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "two words", "line\nbreak", "tökén"})
    void what_cannot_be_a_token_is_refused_without_repeating_it(String token) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Authorization.bearer(token, "jira.token"))
                .withMessageContaining("jira.token")
                .satisfies(e -> assertThat(token.isBlank() || !e.getMessage().contains(token))
                        .isTrue());
    }

    @Test
    void a_user_name_with_a_colon_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Authorization.basic("a:b", "p4ssword", "jira.password"))
                .withMessageContaining("colon")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("p4ssword"));
    }

    @Test
    void both_forms_of_a_password_are_hidden_in_texts() {
        Authorization basic = Authorization.basic("user", "p4ssword", "jira.password");

        assertThat(basic.redact("p4ssword or dXNlcjpwNHNzd29yZA==")).isEqualTo("*** or ***");
    }

    @Test
    void a_header_value_with_a_line_break_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpHeaders.none().with("X-A", "1\r\nX-B: 2"))
                .withMessageContaining("X-A");
        assertThatIllegalArgumentException().isThrownBy(() -> HttpHeaders.none().with("X A", "1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://h/", "file:///x", "/relative", "http:///nohost", "http://user:s3cret@h/"})
    void a_call_goes_to_a_plain_http_url_only(String uri) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpCall.get(URI.create(uri)))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cret"));
    }
}
