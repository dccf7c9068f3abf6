package dev.millrace.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelTest {

    private static final ToolInstance JIRA = ToolInstance.jira("apache");

    @ParameterizedTest
    @ValueSource(strings = {"12687722", "a/b:c#d", "job »Ünï« %2F x"})
    void artifact_id_reads_back_what_it_wrote(String nativeId) {
        ArtifactId id = new ArtifactId(JIRA, ArtifactKind.PULL_REQUEST, nativeId);

        assertThat(ArtifactId.parse(id.toString())).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "UPPER", "-dash", "a b", "a/b", "../x"})
    void tool_instance_id_that_could_be_mistaken_for_something_else_is_refused(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ToolInstance.jira(id))
                .withMessageContaining("id");
    }

    @Test
    void ids_made_of_numbers_stand_in_the_order_of_the_numbers() {
        assertThat(List.of(issue("10"), issue("9"), issue("100")).stream()
                        .sorted()
                        .map(ArtifactId::nativeId))
                .containsExactly("9", "10", "100");
    }

    @Test
    void events_of_one_instant_are_read_in_the_order_of_their_source_then_of_their_kind() {
        FlowEvent resolution = new FlowEvent.ResolutionChanged(header("r", 7), null, "Fixed");
        FlowEvent state = new FlowEvent.StateChanged(
                header("s", 7), new NativeState("1", "Open"), new NativeState("5", "Resolved"));
        FlowEvent earlier = new FlowEvent.FlagChanged(header("f", 6), true);

        assertThat(history(resolution, state, earlier).events()).containsExactly(earlier, state, resolution);
    }

    @Test
    void instants_are_whole_milliseconds() {
        EventHeader header =
                new EventHeader(new EventId("e"), issue("1"), Instant.parse("2026-01-01T00:00:00.123456Z"), 0, null);

        assertThat(header.occurredAt()).isEqualTo(Instant.parse("2026-01-01T00:00:00.123Z"));
    }

    @Test
    void history_refuses_events_of_another_artifact() {
        FlowEvent foreign =
                new FlowEvent.FlagChanged(new EventHeader(new EventId("x"), issue("2"), Instant.EPOCH, 0, null), true);

        assertThatIllegalArgumentException().isThrownBy(() -> history(foreign)).withMessageContaining("issue:1");
    }

    @Test
    void pseudonym_is_the_same_in_every_run_and_differs_between_installations() {
        Actor one = Actor.of(JIRA, "lewismc", Actor.Type.HUMAN);

        assertThat(one).isEqualTo(Actor.of(JIRA, "lewismc", Actor.Type.HUMAN));
        assertThat(one.pseudonym()).doesNotContain("lewismc");
        assertThat(one).isNotEqualTo(Actor.of(ToolInstance.jira("other"), "lewismc", Actor.Type.HUMAN));
    }

    @Test
    void state_is_the_same_by_id_whatever_it_is_called_and_by_name_where_an_id_is_missing() {
        assertThat(new NativeState("3", "In Progress").sameAs(new NativeState("3", "Doing")))
                .isTrue();
        assertThat(new NativeState("3", "Doing").sameAs(new NativeState("4", "Doing")))
                .isFalse();
        assertThat(new NativeState(" ", "Doing").sameAs(new NativeState("4", "Doing")))
                .isTrue();
    }

    @Test
    void name_that_two_states_share_resolves_only_through_its_id() {
        StateDefinition one = new StateDefinition(JIRA, "3", "Doing", StateCategory.INDETERMINATE);
        StateDefinition other = new StateDefinition(JIRA, "4", "Doing", StateCategory.DONE);
        StateCatalogue catalogue = new StateCatalogue(List.of(one, other), List.of());

        assertThat(catalogue.definition(JIRA, new NativeState("4", "Doing"))).contains(other);
        assertThat(catalogue.definition(JIRA, new NativeState(null, "Doing"))).isEmpty();
    }

    @Test
    void ledger_knows_more_was_expected_only_if_the_source_said_how_much() {
        assertThat(new LedgerEntry(JIRA, "scan", "issues", 3L, 2, null).incomplete())
                .isTrue();
        assertThat(new LedgerEntry(JIRA, "scan", "issues", null, 2, null).incomplete())
                .isFalse();
    }

    private static ArtifactId issue(String nativeId) {
        return ArtifactId.issue(JIRA, nativeId);
    }

    private static EventHeader header(String local, long sequence) {
        return new EventHeader(EventId.of(issue("1"), local), issue("1"), Instant.EPOCH, sequence, null);
    }

    private static ArtifactHistory history(FlowEvent... events) {
        ArtifactSnapshot snapshot = new ArtifactSnapshot(
                issue("1"),
                "A-1",
                "",
                "A",
                null,
                Level.STANDARD,
                null,
                null,
                null,
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                new TreeMap<>());
        return new ArtifactHistory(snapshot, List.of(events), List.of());
    }
}
