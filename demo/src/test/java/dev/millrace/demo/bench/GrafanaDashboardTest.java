package dev.millrace.demo.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.app.item.Visibility;
import dev.millrace.app.query.Queries;
import dev.millrace.hub.Hub;
import dev.millrace.hub.access.NewToken;
import dev.millrace.hub.access.Producers;
import dev.millrace.hub.access.TokenFile;
import dev.millrace.hub.access.TokenScope;
import dev.millrace.hub.figures.FlowFigure;
import dev.millrace.hub.web.HubSettings;
import dev.millrace.hub.webhook.Webhooks;
import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.Glob;
import dev.millrace.valuestream.Selection;
import dev.millrace.valuestream.Service;
import dev.millrace.valuestream.Team;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every query of the dashboard selects samples that a hub really has. */
class GrafanaDashboardTest {

    private static final Organisation SMALL = new Organisation(400, 1, Instant.parse("2026-10-31T00:00:00Z"));
    private static final Pattern SELECTOR = Pattern.compile("(millrace_[a-z_]+)(?:\\{([^}]*)})?");
    private static final Pattern MATCHER = Pattern.compile("([a-z_]+)(=~|!=|=)\"([^\"]*)\"");
    private static final Pattern SAMPLE = Pattern.compile("^(millrace_[a-z_]+)(?:\\{(.*)})? \\S+$");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** Nothing in this organisation says what failed in use. Their labels are those of all figures. */
    private static final Set<String> UNKNOWN =
            Set.of(FlowFigure.FAIL_RATE.metric(), FlowFigure.REWORK.metric(), FlowFigure.RECOVERY.metric());

    private static final String LIKE_UNKNOWN = FlowFigure.LEAD_TIME.metric();

    private record Sample(String name, Map<String, String> labels) {}

    @TempDir
    private Path folder;

    @Test
    void queries_select_samples_of_a_real_hub() throws Exception {
        List<Sample> samples = samples(metrics());
        List<String> queries = queries();
        Set<String> used = new TreeSet<>();

        assertThat(queries).hasSizeGreaterThan(15);
        for (String query : queries) {
            Matcher selector = SELECTOR.matcher(query);
            while (selector.find()) {
                String name = selector.group(1);
                used.add(name);
                String matchers = selector.group(2) == null ? "" : selector.group(2);
                assertThat(samples)
                        .as(query)
                        .anyMatch(sample -> sample.name().equals(UNKNOWN.contains(name) ? LIKE_UNKNOWN : name)
                                && matches(sample, matchers));
            }
        }
        assertThat(samples)
                .extracting(Sample::name)
                .as("what nothing shows is absent, and not 0")
                .doesNotContainAnyElementsOf(UNKNOWN);
        Set<String> unused = new HashSet<>();
        for (FlowFigure figure : FlowFigure.values()) {
            unused.add(figure.metric());
        }
        unused.removeAll(used);
        assertThat(unused)
                .as("figures that the dashboard leaves out")
                .containsExactlyInAnyOrder(FlowFigure.DONE.metric(), FlowFigure.AS_OF.metric());
    }

    private static boolean matches(Sample sample, String matchers) {
        Matcher matcher = MATCHER.matcher(matchers);
        while (matcher.find()) {
            String value = sample.labels().getOrDefault(matcher.group(1), "");
            String wanted = matcher.group(3);
            boolean fits = switch (matcher.group(2)) {
                case "=" -> value.equals(wanted);
                case "!=" -> !value.equals(wanted);
                default -> wanted.startsWith("$"); // a variable of the dashboard, which stands for all
            };
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static List<String> queries() throws Exception {
        Path folder = Path.of("").toAbsolutePath();
        while (!folder.resolve("docs/grafana").toFile().isDirectory()) {
            folder = folder.getParent();
        }
        JsonNode dashboard = new ObjectMapper()
                .readTree(folder.resolve("docs/grafana/millrace.json").toFile());
        List<String> queries = new ArrayList<>(dashboard.findValuesAsText("expr"));
        dashboard.path("templating").path("list").forEach(variable -> {
            if (variable.path("type").asText().equals("query")) {
                queries.add(variable.path("query").path("query").asText());
            }
        });
        return queries;
    }

    private static List<Sample> samples(String text) {
        List<Sample> samples = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            Matcher sample = SAMPLE.matcher(line);
            if (sample.matches()) {
                Map<String, String> labels = new TreeMap<>();
                Matcher label = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
                while (label.find()) {
                    labels.put(label.group(1), label.group(2));
                }
                samples.add(new Sample(sample.group(1), labels));
            }
        }
        return samples;
    }

    /** The metrics of a hub once it has computed the reports of all subjects, and its job has run. */
    private String metrics() throws Exception {
        InstantSource then = InstantSource.fixed(SMALL.end());
        try (FlowStore store = open()) {
            new StoreFill(store, SMALL).fill((items, events) -> {});
        }
        TokenFile tokens = new TokenFile(folder.resolve("tokens.json"));
        NewToken token = NewToken.make(
                "grafana",
                EnumSet.of(TokenScope.METRICS_READ),
                Producers.NONE,
                Visibility.EVERYTHING,
                SMALL.end(),
                null,
                new SecureRandom());
        tokens.change(known -> List.of(token.token()));
        Queries queries = new Queries(definition(), ZoneOffset.UTC, then);
        HubSettings settings = HubSettings.loopback().at("127.0.0.1", 0).limited(1 << 20, 1_000, 1_000);
        try (Hub hub = Hub.start(settings, this::open, tokens, queries, Webhooks.none(), then)) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(hub.address() + "/metrics"))
                    .header("Authorization", "Bearer " + token.reveal())
                    .build();
            String text = "";
            for (int i = 0; i < 200 && !ready(text); i++) {
                TimeUnit.MILLISECONDS.sleep(500);
                text = HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .body();
            }
            return text;
        }
    }

    private static boolean ready(String metrics) {
        return metrics.contains("job=\"link\"")
                && samples(metrics).stream()
                        .anyMatch(sample ->
                                sample.labels().getOrDefault("service_name", "").equals("all"));
    }

    private static Definition definition() {
        Definition standard = Definition.standard();
        Selection everything =
                new Selection(List.of(new Glob("*")), List.of(new Glob("*")), List.of(new Glob("*")), List.of());
        return new Definition(
                "test",
                "0",
                standard.streams(),
                List.of(new Team("all", "All", everything, null)),
                List.of(new Service("all", "All", everything, List.of())),
                standard.incidents());
    }

    private FlowStore open() {
        return SqliteFlowStore.open(folder.resolve("store.db"), InstantSource.fixed(SMALL.end()));
    }
}
