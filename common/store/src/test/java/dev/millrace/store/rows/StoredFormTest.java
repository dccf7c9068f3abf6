package dev.millrace.store.rows;

import static dev.millrace.store.jdbc.Facts.ANN;
import static dev.millrace.store.jdbc.Facts.BUG;
import static dev.millrace.store.jdbc.Facts.DOING;
import static dev.millrace.store.jdbc.Facts.OPEN;
import static dev.millrace.store.jdbc.Facts.header;
import static dev.millrace.store.jdbc.Facts.issue;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.model.Actor;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.Level;
import dev.millrace.model.Link;
import dev.millrace.model.NativeState;
import dev.millrace.model.StageRun;
import dev.millrace.store.StoreException;
import dev.millrace.store.jdbc.Facts;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What stands in the files of users. A change here makes old files read wrong, or every event of the next sync a revision:
 * it needs a migration.
 */
class StoredFormTest {

    private static final String SHA = "a".repeat(40);

    private static String detail(FlowEvent event) {
        return EventDetails.write(event);
    }

    @Test
    void details_of_each_kind_are_written_as_ever() {
        assertThat(List.of(
                        detail(new FlowEvent.Created(header(issue(1), "a", 0), OPEN, BUG)),
                        detail(new FlowEvent.Created(header(issue(1), "a", 0), new NativeState(null, "Open"), null)),
                        detail(new FlowEvent.StateChanged(header(issue(1), "a", 0), OPEN, DOING)),
                        detail(new FlowEvent.ResolutionChanged(header(issue(1), "a", 0), null, "Won't \"Fix\"")),
                        detail(new FlowEvent.TypeChanged(header(issue(1), "a", 0), BUG, BUG)),
                        detail(new FlowEvent.AssigneeChanged(header(issue(1), "a", 0), null, ANN)),
                        detail(new FlowEvent.Moved(header(issue(1), "a", 0), "A-1", "B-1")),
                        detail(new FlowEvent.ParentChanged(header(issue(1), "a", 0), issue(2), null)),
                        detail(new FlowEvent.FlagChanged(header(issue(1), "a", 0), true)),
                        detail(new FlowEvent.BlockerChanged(header(issue(1), "a", 0), "A-1", false)),
                        detail(new FlowEvent.CommitAdded(header(issue(1), "a", 0), SHA, Facts.DAY)),
                        detail(new FlowEvent.ReviewRequested(header(issue(1), "a", 0), ANN)),
                        detail(new FlowEvent.Reviewed(header(issue(1), "a", 0), "APPROVED")),
                        detail(new FlowEvent.StageRan(header(issue(1), "a", 0), Facts.STAGE_RUN))))
                .containsExactly(
                        "1\tOpen\t10\tBug",
                        "\\N\tOpen",
                        "1\tOpen\t3\tIn Progress",
                        "\\N\tWon't \"Fix\"",
                        "10\tBug\t10\tBug",
                        "\\N\t\\N\t" + ANN.pseudonym() + "\t1",
                        "A-1\tB-1",
                        "jira:acme:issue:2",
                        "1",
                        "A-1\t0",
                        SHA + "\t1772438400000",
                        ANN.pseudonym() + "\t1",
                        "approved",
                        "7\t\\N\t1\tBuild\t\\N\t\\N\t\\N\t\\N\t5");
    }

    @Test
    void details_hold_no_tab_no_line_and_no_brace_at_the_begin_of_their_own() {
        assertThat(Stream.of("a\tb", "a\nb", "a\\b", "{", "", "\\N", "\u0000", "a{")
                        .map(text -> detail(new FlowEvent.ResolutionChanged(header(issue(1), "a", 0), text, null))))
                .containsExactly("a\\tb", "a\\nb", "a\\\\b", "\\{", "\\e", "\\\\N", "\uFFFD", "a{");
    }

    @Test
    void attributes_are_written_as_ever() {
        assertThat(AttributeText.write(new TreeMap<>())).isEmpty();
        assertThat(AttributeText.write(
                        new TreeMap<>(Map.of("b", List.of("1", "2\t"), "{a", List.of(), "c", List.of("")))))
                .isEqualTo("b\t1\t2\\t\nc\t\\e\n{a\n");
        assertThat(AttributeText.write(new TreeMap<>(Map.of("{a", List.of("{")))))
                .isEqualTo("\\{a\t{\n");
    }

    @Test
    void form_of_an_earlier_version_is_refused_where_it_should_not_be() {
        assertThatThrownBy(() -> EventDetails.read(
                        FlowEvent.Kind.RESOLUTION_CHANGED,
                        header(issue(1), "a", 0),
                        "{\"to\":\"Fixed\"}".getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AttributeText.read("{}".getBytes(UTF_8), new Texts()))
                .isInstanceOf(StoreException.class);
    }

    @Test
    void damaged_details_are_named_by_their_field() {
        assertThatThrownBy(() -> EventDetails.read(
                        FlowEvent.Kind.COMMIT_ADDED, header(issue(1), "a", 0), (SHA + "\tlately").getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("authoredAt");
        assertThatThrownBy(
                        () -> EventDetails.read(FlowEvent.Kind.MOVED, header(issue(1), "a", 0), "A-1".getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("to is missing");
    }

    @Test
    void numbers_of_constants_are_as_ever() {
        assertThat(numbers(Codes.ARTIFACT_KIND, ArtifactKind.values()))
                .containsExactly(
                        "ISSUE=1", "PULL_REQUEST=2", "COMMIT=3", "BUILD=4", "DEPLOYMENT=5", "RELEASE=6", "INCIDENT=7");
        assertThat(numbers(Codes.EVENT_KIND, FlowEvent.Kind.values()))
                .containsExactly(
                        "CREATED=1",
                        "MOVED=2",
                        "TYPE_CHANGED=3",
                        "PARENT_CHANGED=4",
                        "STATE_CHANGED=5",
                        "RESOLUTION_CHANGED=6",
                        "ASSIGNEE_CHANGED=7",
                        "FLAG_CHANGED=8",
                        "BLOCKER_CHANGED=9",
                        "COMMIT_ADDED=10",
                        "REVIEW_REQUESTED=11",
                        "REVIEWED=12",
                        "STAGE_RAN=13");
        assertThat(numbers(Codes.ACTOR_TYPE, Actor.Type.values())).containsExactly("HUMAN=1", "BOT=2", "UNKNOWN=3");
        assertThat(numbers(Codes.RUN_KIND, StageRun.Kind.values())).containsExactly("STAGE=1", "BRANCH=2");
        assertThat(numbers(Codes.LEVEL, Level.values())).containsExactly("SUB_TASK=1", "STANDARD=2", "PORTFOLIO=3");
        assertThat(numbers(Codes.LINK_RULE, Link.Rule.values()))
                .containsExactly(
                        "EXPLICIT=1",
                        "CLOSING_REFERENCE=2",
                        "BRANCH=3",
                        "TITLE=4",
                        "DEVELOPMENT=11",
                        "COMMIT_MESSAGE=5",
                        "SHA_ANCESTRY=6",
                        "ARTIFACT_DIGEST=7",
                        "BODY=8",
                        "CONFIRMED=9",
                        "REJECTED=10");
    }

    private static <E extends Enum<E>> Stream<String> numbers(Code<E> code, E[] constants) {
        return Stream.of(constants).map(constant -> {
            assertThat(code.read(code.of(constant))).isEqualTo(constant);
            return constant + "=" + code.of(constant);
        });
    }

    @Test
    void number_of_a_newer_version_is_named() {
        assertThatThrownBy(() -> Codes.LEVEL.read(4))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll("Level", "4", "newer version");
        assertThatThrownBy(() -> Codes.LEVEL.read(0)).isInstanceOf(StoreException.class);
    }

    @Test
    void enum_with_a_constant_without_number_is_found_at_once() {
        assertThatThrownBy(() -> new Code<>(Level.class, List.of(Level.SUB_TASK, Level.STANDARD)))
                .hasMessageContaining("Level");
    }
}
