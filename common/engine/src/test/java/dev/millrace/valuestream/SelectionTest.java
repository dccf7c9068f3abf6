package dev.millrace.valuestream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Level;
import dev.millrace.model.ToolInstance;
import dev.millrace.valuestream.Service.Environment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SelectionTest {

    @Test
    void each_kind_of_artifact_is_found_by_where_it_lives() {
        Selection shop = new Selection(globs("SHOP"), globs("acme/shop*"), globs(), globs());

        assertThat(shop.accepts(artifact(ArtifactKind.ISSUE, "shop"))).isTrue();
        assertThat(shop.accepts(artifact(ArtifactKind.PULL_REQUEST, "acme/shop-ui")))
                .isTrue();
        assertThat(shop.accepts(artifact(ArtifactKind.ISSUE, "PAY"))).isFalse();
        assertThat(shop.accepts(artifact(ArtifactKind.BUILD, "acme/shop")))
                .as("no job is named")
                .isFalse();
    }

    @Test
    void labels_narrow_a_place_and_alone_find_whatever_carries_one() {
        Selection both = new Selection(globs("SHOP"), globs(), globs(), globs("web", "ui"));
        Selection alone = new Selection(globs(), globs(), globs(), globs("web"));

        assertThat(both.accepts(artifact(ArtifactKind.ISSUE, "SHOP", "ui"))).isTrue();
        assertThat(both.accepts(artifact(ArtifactKind.ISSUE, "SHOP", "api"))).isFalse();
        assertThat(both.accepts(artifact(ArtifactKind.ISSUE, "PAY", "ui"))).isFalse();
        assertThat(alone.accepts(artifact(ArtifactKind.PULL_REQUEST, "acme/any", "web")))
                .isTrue();
        assertThat(alone.accepts(artifact(ArtifactKind.BUILD, "any"))).isFalse();
    }

    @Test
    void first_team_and_service_that_accept_an_artifact_have_it() {
        Definition definition = new Definition(
                "1",
                "1",
                Definition.standard().streams(),
                List.of(
                        new Team("a", "A", new Selection(globs("SHOP"), globs(), globs(), globs()), null),
                        new Team("b", "B", new Selection(globs("*"), globs(), globs(), globs()), null)),
                List.of(new Service(
                        "shop",
                        "Shop",
                        new Selection(globs(), globs("acme/*"), globs(), globs()),
                        List.of(
                                new Environment("staging", globs("stg"), globs(), false),
                                new Environment("production", globs("prod-*"), globs(), true)))),
                IncidentRules.STANDARD);

        assertThat(definition
                        .team(artifact(ArtifactKind.ISSUE, "SHOP"))
                        .orElseThrow()
                        .id())
                .isEqualTo("a");
        assertThat(definition
                        .team(artifact(ArtifactKind.ISSUE, "PAY"))
                        .orElseThrow()
                        .id())
                .isEqualTo("b");
        ArtifactSnapshot deployment = artifact(ArtifactKind.DEPLOYMENT, "acme/shop");
        assertThat(definition.production(deployment, "Prod-eu")).contains(true);
        assertThat(definition.production(deployment, "STAGING")).contains(false);
        assertThat(definition.production(deployment, "elsewhere")).isEqualTo(Optional.empty());
    }

    @Test
    void pattern_matches_whole_texts_and_takes_no_time_on_hostile_ones() {
        assertThat(new Glob("*review*").matches("In Review")).isTrue();
        assertThat(new Glob("PAY?").matches("PAY")).isFalse();
        assertThat(new Glob("a*b*c").matches("aXXbYYc")).isTrue();
        assertThat(new Glob("a*b*c").matches("aXXcYYb")).isFalse();
        assertThat(new Glob("(a+)+$").matches("aaaa"))
                .as("no regular expression")
                .isFalse();

        Glob hostile = new Glob("*a".repeat(200) + "b");
        long begun = System.nanoTime();
        assertThat(hostile.matches("a".repeat(20_000))).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }

    private static List<Glob> globs(String... patterns) {
        return List.of(patterns).stream().map(Glob::new).toList();
    }

    private static ArtifactSnapshot artifact(ArtifactKind kind, String project, String... labels) {
        TreeMap<String, List<String>> attributes = new TreeMap<>();
        if (labels.length > 0) {
            attributes.putAll(Map.of("labels", List.of(labels)));
        }
        return new ArtifactSnapshot(
                new ArtifactId(new ToolInstance("tool", "test"), kind, "1"),
                "K-1",
                "",
                project,
                null,
                Level.STANDARD,
                null,
                null,
                null,
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                attributes);
    }
}
