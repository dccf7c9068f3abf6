package dev.millrace.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.http.NetworkSettings.Route;
import dev.millrace.http.NetworkSettings.Server;
import dev.millrace.http.NetworkSettings.Straight;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTest {

    private static final URI JIRA = URI.create("https://jira.example.org/jira");
    private static final NetworkSettings.Proxy COMPANY =
            new Server("proxy.example.org", 3128, Optional.empty(), Optional.empty());

    private static String way(Map<String, String> environment, URI address) {
        return new Network(NetworkSettings.none(), environment)
                .proxy(address)
                .map(proxy -> proxy instanceof Straight ? "straight" : proxy.toString())
                .orElse("unsaid");
    }

    @ParameterizedTest
    @CsvSource({
        "HTTPS_PROXY, http://p:1, https://a.org, p:1",
        "https_proxy, http://p:1, https://a.org, p:1",
        "https_proxy, p:1,        https://a.org, p:1",
        "https_proxy, http://p,   https://a.org, p:80",
        "https_proxy, http://p:1, http://a.org,  unsaid",
        "HTTP_PROXY,  http://p:1, http://a.org,  p:1",
        "ALL_PROXY,   http://p:1, https://a.org, p:1",
        "HTTPS_PROXY, http://p:1, https://localhost:8443, straight",
        "HTTPS_PROXY, http://p:1, https://127.0.0.1, straight",
        "OTHER,       http://p:1, https://a.org, unsaid"
    })
    void variables_name_the_proxy_of_their_scheme(String variable, String value, URI address, String way) {
        assertThat(way(Map.of(variable, value), address)).isEqualTo(way);
    }

    @Test
    void lower_case_wins_and_the_scheme_wins_over_all() {
        assertThat(way(Map.of("HTTPS_PROXY", "upper:1", "https_proxy", "lower:2", "ALL_PROXY", "all:3"), JIRA))
                .isEqualTo("lower:2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            jira.example.org            | straight
            example.org                 | straight
            .example.org                | straight
            *.example.org               | straight
            other.org, example.org      | straight
            *                           | straight
            JIRA.example.org:443        | straight
            jira.example.org:8443       | p:1
            ample.org                   | p:1
            ira.example.org             | p:1
            """)
    void no_proxy_names_hosts_and_what_lies_below_them(String names, String way) {
        assertThat(way(Map.of("HTTPS_PROXY", "http://p:1", "NO_PROXY", names), JIRA))
                .isEqualTo(way);
        assertThat(way(Map.of("https_proxy", "http://p:1", "no_proxy", names), JIRA))
                .isEqualTo(way);
    }

    @Test
    void configuration_of_the_host_wins_then_that_of_all_hosts_then_the_environment() {
        Map<String, String> environment = Map.of("HTTPS_PROXY", "http://environment:1");
        NetworkSettings settings = new NetworkSettings(
                new Route(Optional.of(COMPANY), List.of()),
                List.of("inside.example.org"),
                Map.of("jira.example.org", new Route(Optional.of(new Straight()), List.of())));
        Network network = new Network(settings, environment);

        assertThat(network.proxy(JIRA)).containsInstanceOf(Straight.class);
        assertThat(network.proxy(URI.create("https://api.github.com"))).contains(COMPANY);
        assertThat(network.proxy(URI.create("https://git.inside.example.org"))).containsInstanceOf(Straight.class);
    }

    @Test
    void log_in_of_a_variable_is_decoded_and_shown_nowhere() {
        Network network = new Network(
                NetworkSettings.none(), Map.of("HTTPS_PROXY", "http://ann:s%40crET+1@proxy.example.org:3128"));

        Server server = network.logIn("proxy.example.org", 3128).orElseThrow();
        assertThat(server.user()).contains("ann");
        assertThat(server.password().orElseThrow().reveal()).isEqualTo("s@crET+1");
        assertThat(server.toString()).isEqualTo("proxy.example.org:3128");
        assertThat(network.logIn("other.example.org", 3128)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"socks5://ann:s3cret@p:1", "https://ann:s3cret@p:1", "http://ann:s3cret@", "http://ann:s3cr et@p"})
    void variable_that_names_no_usable_proxy_is_told_without_its_value(String value) {
        assertThatThrownBy(() -> new Network(NetworkSettings.none(), Map.of("https_proxy", value)))
                .hasMessageContaining("HTTPS_PROXY is not a usable proxy address")
                .hasMessageNotContaining("s3cr");
    }
}
