package dev.millrace.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JacksonNode;
import dev.millrace.hub.Hubs;
import dev.millrace.hub.access.Authenticator;
import dev.millrace.hub.access.Sessions;
import dev.millrace.hub.access.TokenScope;
import dev.millrace.hub.pages.Asset;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The OpenAPI document says what the server does: the same routes and scopes, and answers of the described form. */
class OpenApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final JsonNode document = document();

    private static JsonNode document() {
        try (InputStream in = HubServer.class.getResourceAsStream("/dev/millrace/hub/openapi.yaml")) {
            Object yaml = new Load(LoadSettings.builder().build()).loadFromInputStream(in);
            return JSON.valueToTree(yaml);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void it_lists_the_routes_of_the_server_and_no_other() {
        Set<String> described = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> described.add(method.getKey().toUpperCase() + " " + path.getKey())));
        Set<String> served = new TreeSet<>();
        routes().forEach(route -> served.add(route.method() + " " + route.template()));

        assertThat(described).isEqualTo(served);
    }

    @Test
    void it_names_the_scope_of_each_route() {
        for (Route route : routes()) {
            JsonNode operation = document.path("paths")
                    .path(route.template())
                    .path(route.method().toLowerCase());
            if (route.scope().isPresent()) {
                assertThat(operation.path("description").asText())
                        .as(route.template())
                        .contains(route.scope().get().text());
            } else {
                assertThat(operation.path("security").isArray())
                        .as(route.template())
                        .isTrue();
                assertThat(operation.path("security")).as(route.template()).isEmpty();
            }
        }
    }

    @Test
    void every_operation_can_be_answered_too_often_and_not_now_and_says_when_to_come_back() {
        document.path("paths")
                .forEach(path -> path.forEach(operation -> {
                    for (String status : List.of("429", "503")) {
                        JsonNode response = operation.path("responses").path(status);
                        assertThat(document.at(response.path("$ref")
                                                        .asText("#/none")
                                                        .substring(1) + "/headers/Retry-After")
                                        .isMissingNode())
                                .as(operation.path("operationId") + " " + status)
                                .isFalse();
                    }
                    assertThat(operation.path("responses").has("403"))
                            .as(operation.path("operationId") + " needs a token")
                            .isEqualTo(!operation.has("security"));
                }));
    }

    @Test
    void what_the_server_answers_is_what_it_describes() throws Exception {
        try (Hubs.Running hub = Hubs.start(folder)) {
            String all = hub.newToken(Set.of(TokenScope.values()));
            String none = hub.newToken(Set.of(TokenScope.METRICS_READ));
            List<Exchange> exchanges = List.of(
                    new Exchange("POST", "/v1/events", "/v1/events", all, Hubs.issues(1, 3), 200),
                    new Exchange("POST", "/v1/events", "/v1/events", all, "garbage", 400),
                    new Exchange("POST", "/v1/events", "/v1/events", "x", "", 401),
                    new Exchange("POST", "/v1/events", "/v1/events", none, "", 403),
                    new Exchange("GET", "/v1/views/{kind}/{id}", "/v1/views/issue/HUB-1", all, null, 200),
                    new Exchange("GET", "/v1/views/{kind}/{id}", "/v1/views/issue/HUB-9", all, null, 404),
                    new Exchange("GET", "/v1/views/{kind}/{id}", "/v1/views/issue/HUB-1?format=x", all, null, 400),
                    new Exchange("GET", "/v1/views/{kind}/{id}", "/v1/views/issue/HUB-1?format=html", all, null, 200),
                    new Exchange("GET", "/v1/reports/flow", "/v1/reports/flow?project=HUB", all, null, 200),
                    new Exchange("GET", "/v1/reports/flow", "/v1/reports/flow?format=markdown", all, null, 200),
                    new Exchange("GET", "/v1/reports/flow", "/v1/reports/flow?x=1", all, null, 400),
                    new Exchange("GET", "/", "/", all, null, 200),
                    new Exchange("GET", "/", "/", none, null, 403),
                    new Exchange("GET", "/streams/{stream}", "/streams/default", all, null, 200),
                    new Exchange("GET", "/streams/{stream}", "/streams/none", all, null, 400),
                    new Exchange("GET", "/data-quality", "/data-quality", all, null, 200),
                    new Exchange("GET", "/about", "/about", all, null, 200),
                    new Exchange("GET", "/assets/{name}", Asset.CHARTS.path(), null, null, 200),
                    new Exchange("GET", "/assets/{name}", "/assets/state-waiting.svg", null, null, 200),
                    new Exchange("GET", "/assets/{name}", "/assets/hub-0.js", null, null, 404),
                    new Exchange("GET", "/items/{key}", "/items/HUB-2", all, null, 200),
                    new Exchange("GET", "/items/{key}", "/items/HUB-77", all, null, 404),
                    new Exchange("GET", "/health", "/health", null, null, 200),
                    new Exchange("GET", "/metrics", "/metrics", all, null, 200),
                    new Exchange("GET", "/openapi.yaml", "/openapi.yaml", null, null, 200));

            for (Exchange exchange : exchanges) {
                check(exchange, exchange.send(hub.address()));
            }
        }
    }

    @Test
    void the_check_itself_finds_an_answer_that_does_not_fit() throws Exception {
        assertThat(fits("/components/schemas/Stored", "{\"stored\":3}")).isTrue();
        assertThat(fits("/components/schemas/Stored", "{\"stored\":\"three\"}")).isFalse();
        assertThat(fits("/components/schemas/Problem", "{\"type\":\"about:blank\"}"))
                .isFalse();
    }

    private List<Route> routes() {
        Authenticator nobody = new Authenticator(List::of, InstantSource.system());
        SignIn signIn = new SignIn(nobody, new Sessions(nobody, InstantSource.system()), HubSettings.loopback());
        return HubServer.routes(
                null,
                null,
                null,
                new ReadEndpoints(null, null, null, null),
                new PageEndpoints(null, null, null, null),
                new StateEndpoints(null, null, null, null),
                null,
                signIn);
    }

    private void check(Exchange exchange, HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(exchange.toString()).isEqualTo(exchange.status());
        String pointer = "/paths/" + escaped(exchange.template()) + "/"
                + exchange.method().toLowerCase() + "/responses/" + answer.statusCode();
        JsonNode response = document.at(pointer);
        assertThat(response.isMissingNode()).as(exchange + " is described").isFalse();
        if (response.has("$ref")) {
            pointer = response.path("$ref").asText().substring(1);
            response = document.at(pointer);
        }
        String type = answer.headers().firstValue("Content-Type").orElseThrow().split(";")[0];
        Set<String> types = new TreeSet<>();
        for (Map.Entry<String, JsonNode> content : response.path("content").properties()) {
            types.add(content.getKey());
        }
        assertThat(types).as(exchange.toString()).contains(type);
        if (type.endsWith("json")) {
            assertThat(fits(pointer + "/content/" + escaped(type) + "/schema", answer.body()))
                    .as(exchange + " answered " + answer.body())
                    .isTrue();
        }
    }

    /** Whether the body is of the schema at that place of the document. */
    private boolean fits(String pointer, String body) throws IOException {
        ObjectNode schema = JSON.createObjectNode();
        schema.set("components", document.path("components")); // for references
        schema.putArray("allOf").add(document.at(pointer));
        return new ValidatorFactory()
                .withJsonNodeFactory(new JacksonNode.Factory())
                .withDisabledSchemaValidation(true)
                .validate(schema, JSON.readTree(body))
                .isValid();
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    private record Exchange(String method, String template, String path, String token, String body, int status) {

        HttpResponse<String> send(String address) throws IOException, InterruptedException {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path));
            if (token != null) {
                request.header("Authorization", "Bearer " + token);
            }
            if (body != null) {
                request.header("Content-Type", "application/x-ndjson").POST(BodyPublishers.ofString(body));
            }
            return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }
}
