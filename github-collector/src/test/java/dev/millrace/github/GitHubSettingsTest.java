package dev.millrace.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.http.Authorization;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitHubSettingsTest {

    @ParameterizedTest
    @CsvSource({
        "https://api.github.com, https://api.github.com/graphql",
        "https://api.github.com/, https://api.github.com/graphql",
        "https://ghe.example.org/api/v3, https://ghe.example.org/api/graphql",
        "https://ghe.example.org/api/v3/, https://ghe.example.org/api/graphql",
        "https://api.acme.ghe.com, https://api.acme.ghe.com/graphql",
    })
    void graphql_lies_where_this_kind_of_github_has_it(URI api, URI graphql) {
        assertThat(GitHubSettings.graphqlUrl(api)).isEqualTo(graphql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shop",
                "acme/shop/x",
                "acme/",
                "/shop",
                "acme/sh op",
                "acme/../x",
                "acme/..",
                "./shop",
                "acme/shop?x",
                ""
            })
    void repository_that_is_none_is_refused(String repository) {
        assertThatThrownBy(() -> settings(repository)).hasMessageContaining("owner/name");
    }

    @Test
    void names_github_allows_are_taken() {
        assertThat(settings("a-b_c.d/e.f-g_h").repositories()).hasSize(1);
    }

    private static GitHubSettings settings(String repository) {
        return GitHubSettings.of(
                Sync.TOOL, GitHubSettings.GITHUB_COM, Authorization.bearer("t0ken", "x"), List.of(repository));
    }
}
