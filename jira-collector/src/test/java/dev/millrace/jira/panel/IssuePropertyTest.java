package dev.millrace.jira.panel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.jira.panel.UsualTimes.Spread;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IssuePropertyTest {

    private static final PanelContext USUAL = new PanelContext(
            new UsualTimes(new Spread(Duration.ofDays(5), Duration.ofDays(12), 40), Map.of(), 90),
            Map.of(),
            URI.create("https://flow.example.org/items/TEST-1"));

    @Test
    void nothing_that_grows_with_the_clock_is_in_it() {
        IssueProperty today = of(PanelSamples.day(9), "Open", "In Progress", "In Review");
        IssueProperty tomorrow = of(PanelSamples.day(10), "Open", "In Progress", "In Review");
        assertThat(tomorrow.digest()).isEqualTo(today.digest());
        assertThat(tomorrow.json()).as("as-of itself is told").isNotEqualTo(today.json());

        JsonNode json = json(today);
        assertThat(json.path("status").asText()).isEqualTo("in-flow");
        assertThat(json.path("started").asText()).isEqualTo("2026-10-02T08:00:00Z");
        assertThat(json.at("/now/since").asText()).isEqualTo("2026-10-03T08:00:00Z");
        assertThat(json.at("/now/stage").asText()).isEqualTo("In review");
        assertThat(json.at("/now/for").asText()).isEqualTo("review");
        assertThat(json.at("/totals/active").asLong())
                .isEqualTo(Duration.ofDays(1).toMillis());
        assertThat(json.path("totals").has("waiting")).as("it grows").isFalse();
        assertThat(json.at("/cycles/0").has("ended")).isFalse();
    }

    @Test
    void done_item_has_its_figures_and_stays_as_it_is() {
        IssueProperty done = of(PanelSamples.day(9), "Open", "In Progress", "In Review", "Done");
        assertThat(of(PanelSamples.day(400), "Open", "In Progress", "In Review", "Done")
                        .digest())
                .isEqualTo(done.digest());
        JsonNode json = json(done);
        assertThat(json.path("stopped").asText()).isEqualTo("2026-10-04T08:00:00Z");
        assertThat(json.at("/totals/active").asLong())
                .isEqualTo(Duration.ofDays(1).toMillis());
        assertThat(json.at("/totals/waiting").asLong())
                .isEqualTo(Duration.ofDays(1).toMillis());
        assertThat(json.has("now")).isFalse();
    }

    @Test
    void what_happens_changes_the_digest() {
        assertThat(of(PanelSamples.day(9), "Open", "In Progress").digest())
                .isNotEqualTo(of(PanelSamples.day(9), "Open", "In Progress", "In Review")
                        .digest());
    }

    @Test
    void item_that_grows_older_than_most_is_written_again_once() {
        IssueProperty young = of(PanelSamples.day(4), "Open", "In Progress");
        IssueProperty older = of(PanelSamples.day(8), "Open", "In Progress");
        IssueProperty late = of(PanelSamples.day(14), "Open", "In Progress");

        assertThat(json(young).at("/index/percentile").asInt(-1)).isZero();
        assertThat(json(older).at("/index/percentile").asInt()).isEqualTo(50);
        assertThat(json(late).at("/index/percentile").asInt()).isEqualTo(85);
        assertThat(older.digest()).isNotEqualTo(young.digest());
        assertThat(of(PanelSamples.day(30), "Open", "In Progress").digest()).isEqualTo(late.digest());
    }

    @Test
    void fields_that_jira_indexes_are_instants_words_and_numbers() {
        JsonNode index = json(of(PanelSamples.day(9), "Open", "In Progress", "In Review"))
                .path("index");

        assertThat(index.path("started").asText()).isEqualTo("2026-10-02T08:00:00Z");
        assertThat(index.path("waitingSince").asText()).isEqualTo("2026-10-03T08:00:00Z");
        assertThat(index.path("stage").asText()).isEqualTo("In review");
        assertThat(index.path("kind").asText()).isEqualTo("waiting");
    }

    @Test
    void usual_times_are_rounded_so_that_they_seldom_change() {
        assertThat(UsualTimes.rounded(Duration.ofHours(300))).isEqualTo(Duration.ofDays(13));
        assertThat(UsualTimes.rounded(Duration.ofHours(26).plusMinutes(50))).isEqualTo(Duration.ofHours(26));
        assertThat(UsualTimes.rounded(Duration.ofMinutes(128))).isEqualTo(Duration.ofMinutes(135));
        assertThat(UsualTimes.rounded(Duration.ofMillis(123_456))).isEqualTo(Duration.ofMinutes(2));
        assertThat(UsualTimes.rounded(Duration.ofMillis(42))).isEqualTo(Duration.ofMillis(42));
        assertThat(UsualTimes.rounded(Duration.ZERO)).isZero();
    }

    @Test
    void endless_story_still_fits_and_says_what_is_left_out() {
        IssueProperty property = IssueProperty.of(PanelSamples.monster(), USUAL);
        assertThat(property.json()).hasSizeLessThanOrEqualTo(IssueProperty.LIMIT);
        JsonNode json = json(property);
        assertThat(json.path("left"))
                .extracting(JsonNode::asText)
                .containsExactly("links", "earlier cycles", "chain", "flow");
        assertThat(json.at("/totals/active").asLong())
                .isEqualTo(Duration.ofDays(600).toMillis());

        JsonNode tiny = json(IssueProperty.of(PanelSamples.monster(), USUAL, 700));
        assertThat(tiny.path("key").asText()).isEqualTo("TEST-1");
    }

    @Test
    void every_sample_fits_into_a_property() {
        assertThat(PanelSamples.properties().values())
                .allSatisfy(json -> assertThat(json).hasSizeLessThanOrEqualTo(IssueProperty.LIMIT));
    }

    private static JsonNode json(IssueProperty property) {
        try {
            return JsonMapper.builder().build().readTree(property.json());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static IssueProperty of(Instant asOf, String... states) {
        return IssueProperty.of(PanelSamples.view(asOf, List.of(states)), USUAL);
    }
}
