package io.jenkins.plugins.millrace.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.millrace.model.ToolInstance;
import hudson.model.Failure;
import io.jenkins.plugins.millrace.outbox.OutboxStatus;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jenkinsci.Symbol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kohsuke.stapler.verb.POST;

class HubConfigurationTest {

    private static final ToolInstance CI = new ToolInstance("jenkins", "ci");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "https://hub.example",
                "https://hub.example:8377/millrace/",
                "http://127.0.0.1:8377",
                "http://localhost:1"
            })
    void a_right_address_is_taken(String address) {
        assertThat(HubConfiguration.checked(address)).hasMessage("OK ");
    }

    @ParameterizedTest
    @CsvSource({
        "hub.example, must begin with https",
        "ftp://hub.example, must begin with https",
        "javascript:alert(1), must begin with https",
        "https:///v1, has no host name",
        "https://user:secret@hub.example, must not contain",
        "https://hub.example?a=b, remove what follows",
        "https://hub.example/#x, remove what follows",
        "https://hub example, not an address"
    })
    void a_wrong_one_is_explained_and_not_repeated(String address, String says) {
        assertThat(HubConfiguration.checked(address))
                .hasMessageStartingWith("ERROR")
                .hasMessageContaining(says)
                .hasMessageNotContainingAny("secret", "alert");
    }

    /** Whoever calls them: the form and Configuration as Code use the same setters. */
    @Test
    void setters_reject_what_is_wrong_and_change_nothing() {
        HubConfiguration configuration = new HubConfiguration();
        assertThatThrownBy(() -> configuration.setUrl("https://user:secret@hub.example"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("must not contain a user or password")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> configuration.setUrl("ftp://hub.example")).hasMessageContaining("must begin with");
        assertThatThrownBy(() -> configuration.setDeployStages("Roll out")).hasMessageContaining("line 1");
        assertThatThrownBy(() -> configuration.setRetentionDays(0)).hasMessageContaining("from 1 to 3650, not 0");
        assertThat(configuration.getRetentionDays()).isEqualTo(30);
        assertThat(HubConfiguration.checkedDays("x")).hasMessageStartingWith("ERROR");
        assertThat(HubConfiguration.checkedDays(" 90 ")).hasMessageStartingWith("OK");
        assertThat(configuration.getUrl()).isNull();
        assertThat(configuration.getDeployStages()).isNull();
        assertThat(configuration.isCapture()).isTrue();
        assertThat(configuration.getClass().getAnnotation(Symbol.class).value()).containsExactly("millrace");
    }

    @Test
    void each_field_of_the_form_has_help() throws IOException {
        Path views =
                Path.of("src/main/resources", HubConfiguration.class.getName().replace('.', '/'));
        Matcher fields = Pattern.compile("field=\"(\\w+)\"").matcher(Files.readString(views.resolve("config.jelly")));
        assertThat(fields.results().map(field -> field.group(1)))
                .hasSize(6)
                .allMatch(field -> Files.exists(views.resolve("help-" + field + ".html")));
    }

    @Test
    void an_address_without_https_is_warned_of() {
        assertThat(HubConfiguration.checked("http://hub.example")).hasMessageStartingWith("WARNING");
    }

    @Test
    void the_connection_test_says_what_the_hub_said_and_keeps_the_token_to_itself() throws Exception {
        List<byte[]> posted = new CopyOnWriteArrayList<>();
        HttpServer hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hub.createContext("/v1/events", exchange -> {
            posted.add(new GZIPInputStream(exchange.getRequestBody()).readAllBytes());
            boolean right = "Bearer right".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] answer = "{\"detail\":\"a token is needed\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(right ? 200 : 401, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        hub.start();
        URI address = URI.create("http://127.0.0.1:" + hub.getAddress().getPort());
        try {
            assertThat(HubConfiguration.asked(new HubTarget(address, "right"), CI))
                    .hasMessageStartingWith("OK");
            assertThat(HubConfiguration.asked(new HubTarget(address, "wr-0-ng"), CI))
                    .hasMessageStartingWith("ERROR")
                    .hasMessageContaining("a token is needed")
                    .hasMessageNotContaining("wr-0-ng");
        } finally {
            hub.stop(0);
        }
        assertThat(HubConfiguration.asked(new HubTarget(address, "right"), CI))
                .hasMessageStartingWith("ERROR")
                .hasMessageContaining("does not answer");
        assertThat(posted)
                .as("the hub is asked about this controller")
                .hasSize(2)
                .allSatisfy(body -> assertThat(body)
                        .asString(StandardCharsets.UTF_8)
                        .isEqualTo("{\"millrace\":\"events/1\",\"tool\":\"jenkins:ci\"}\n"));
    }

    /** Each begins by asking for the permission to administer; a form on another site cannot make a browser ask. */
    @Test
    void whatever_the_form_asks_has_to_be_a_post_by_an_administrator() throws IOException {
        String source = Files.readString(
                Path.of("src/main/java", HubConfiguration.class.getName().replace('.', '/') + ".java"));
        List<Method> asked = Stream.of(HubConfiguration.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers())
                        && method.getName().startsWith("do"))
                .toList();
        assertThat(asked).hasSize(5).allMatch(method -> method.isAnnotationPresent(POST.class));
        for (Method method : asked) {
            String body = source.substring(source.indexOf(" " + method.getName() + "("));
            assertThat(body.substring(body.indexOf("{\n") + 2).strip())
                    .as(method.getName())
                    .startsWith("Jenkins.get().checkPermission(Jenkins.ADMINISTER);");
        }
    }

    @Test
    void the_count_says_what_waits_and_what_was_lost() {
        assertThat(BuildOutbox.sentence(new OutboxStatus(1_200, 34_567, 8, 7, 6, 5, 0)))
                .isEqualTo("Builds that wait for the hub: 1,200 (34,567 bytes). Delivered: 8. Dropped for newer ones"
                        + " because the outbox was full: 7. Rejected by the hub: 6. Damaged or missing: 5.");
        assertThat(BuildOutbox.sentence(new OutboxStatus(0, 0, 8, 0, 6_000, 5, 5_004)))
                .endsWith(
                        "Damaged or missing: 5. Rejected or damaged ones that were removed from the disk to make room:"
                                + " 5,004.");
    }
}
