package dev.millrace.jira.panel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.flow.FlowAlgebra;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.EventHeader;
import dev.millrace.model.EventId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.Knowledge;
import dev.millrace.model.Level;
import dev.millrace.model.NativeState;
import dev.millrace.model.StateCatalogue;
import dev.millrace.model.StateCategory;
import dev.millrace.model.StateDefinition;
import dev.millrace.model.ToolInstance;
import dev.millrace.valuestream.DefaultValueStream;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.ValueStream;
import dev.millrace.view.Capture;
import dev.millrace.view.item.ItemView;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class IssuePropertyTest {

    private static final ToolInstance JIRA = ToolInstance.jira("test");
    private static final ArtifactId ISSUE = ArtifactId.issue(JIRA, "1");
    private static final Instant BEGIN = Instant.parse("2026-10-01T08:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    @Test
    void nothing_that_grows_with_the_clock_is_in_it() throws Exception {
        IssueProperty today = of(BEGIN.plus(Duration.ofDays(9)), "Open", "In Progress", "In Review");
        IssueProperty tomorrow = of(BEGIN.plus(Duration.ofDays(10)), "Open", "In Progress", "In Review");
        assertThat(tomorrow.digest()).isEqualTo(today.digest());
        assertThat(tomorrow.json()).as("as-of itself is told").isNotEqualTo(today.json());

        JsonNode json = JsonMapper.builder().build().readTree(today.json());
        assertThat(json.at("/figures/0/since").asText()).isEqualTo("2026-10-02T08:00:00Z");
        assertThat(json.at("/figures/0").has("value")).isFalse();
        JsonNode flow = json.at("/cycles/0/flow");
        assertThat(flow.get(flow.size() - 1).toString())
                .contains("\"since\":\"2026-10-03T08:00:00Z\"", "In review")
                .doesNotContain("\"to\"");
    }

    @Test
    void a_done_item_has_its_figures_and_stays_as_it_is() throws Exception {
        IssueProperty done = of(BEGIN.plus(Duration.ofDays(9)), "Open", "In Progress", "In Review", "Done");
        assertThat(of(BEGIN.plus(Duration.ofDays(400)), "Open", "In Progress", "In Review", "Done")
                        .digest())
                .isEqualTo(done.digest());
        JsonNode json = JsonMapper.builder().build().readTree(done.json());
        assertThat(json.at("/figures/0/value").asText()).isEqualTo("2 d");
        assertThat(json.at("/cycles/0/stages/1/ofTheFlow").asText()).isEqualTo("1 d");
    }

    @Test
    void what_happens_changes_the_digest() {
        Instant asOf = BEGIN.plus(Duration.ofDays(9));
        assertThat(of(asOf, "Open", "In Progress").digest())
                .isNotEqualTo(of(asOf, "Open", "In Progress", "In Review").digest());
    }

    @Test
    void an_endless_story_still_fits_and_says_what_is_left_out() throws Exception {
        List<String> states = new ArrayList<>(List.of("Open"));
        for (int i = 0; i < 400; i++) {
            states.add(i % 2 == 0 ? "In Progress" : "In Review");
        }
        IssueProperty property = of(BEGIN.plus(Duration.ofDays(500)), states.toArray(String[]::new));
        assertThat(property.json()).hasSizeLessThanOrEqualTo(IssueProperty.LIMIT);
        JsonNode json = JsonMapper.builder().build().readTree(property.json());
        assertThat(json.path("left")).extracting(JsonNode::asText).containsExactly("chain", "flow");
        assertThat(json.path("figures")).hasSize(3);

        String key = JsonMapper.builder()
                .build()
                .readTree(IssueProperty.of(view(BEGIN.plus(Duration.ofDays(500)), states), 700)
                        .json())
                .path("key")
                .asText();
        assertThat(key).isEqualTo("TEST-1");
    }

    private static IssueProperty of(Instant asOf, String... states) {
        return IssueProperty.of(view(asOf, List.of(states)));
    }

    /** An issue that goes from one state to the next, one day in each. */
    private static ItemView view(Instant asOf, List<String> states) {
        List<FlowEvent> events = new ArrayList<>();
        events.add(new FlowEvent.Created(header(0), state(states.get(0)), null));
        for (int i = 1; i < states.size(); i++) {
            events.add(new FlowEvent.StateChanged(header(i), state(states.get(i - 1)), state(states.get(i))));
        }
        ArtifactSnapshot snapshot = new ArtifactSnapshot(
                ISSUE,
                "TEST-1",
                "</script><b>hostile</b>",
                "TEST",
                null,
                Level.STANDARD,
                null,
                state(states.get(states.size() - 1)),
                null,
                null,
                BEGIN,
                BEGIN.plus(Duration.ofDays(states.size())),
                new TreeMap<>());
        StateCatalogue catalogue = new StateCatalogue(
                List.of(
                        new StateDefinition(JIRA, "Open", "Open", StateCategory.NEW),
                        new StateDefinition(JIRA, "In Progress", "In Progress", StateCategory.INDETERMINATE),
                        new StateDefinition(JIRA, "In Review", "In Review", StateCategory.INDETERMINATE),
                        new StateDefinition(JIRA, "Done", "Done", StateCategory.DONE)),
                List.of());
        ItemHistory item =
                new ItemHistory(new ArtifactHistory(snapshot, events, List.of()), List.of(), Map.of(), List.of());
        ValueStream stream = DefaultValueStream.create();
        return ItemView.of(
                new FlowAlgebra(stream, catalogue, Definition.standard(), (workflow, done, known) -> false)
                        .flows(item, asOf),
                stream,
                new Knowledge(asOf, asOf),
                ZONE,
                new Capture(Capture.From.STORE, null, List.of(), 0, List.of()));
    }

    private static EventHeader header(int day) {
        return new EventHeader(EventId.of(ISSUE, "event." + day), ISSUE, BEGIN.plus(Duration.ofDays(day)), day, null);
    }

    private static NativeState state(String name) {
        return new NativeState(name, name);
    }
}
