package dev.millrace.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.facts.FactBatch;
import dev.millrace.model.Actor;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.EventHeader;
import dev.millrace.model.EventId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.Level;
import dev.millrace.model.Link;
import dev.millrace.model.NativeState;
import dev.millrace.model.NativeType;
import dev.millrace.model.StageRun;
import dev.millrace.model.StateCategory;
import dev.millrace.model.StateDefinition;
import dev.millrace.model.StateUse;
import dev.millrace.model.ToolInstance;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactLinesTest {

    private static final ToolInstance CI = new ToolInstance("jenkins", "ci");
    private static final ArtifactId BUILD = new ArtifactId(CI, ArtifactKind.BUILD, "shop/main#12@1700000000000");
    private static final ArtifactId COMMIT =
            new ArtifactId(new ToolInstance("github", "acme"), ArtifactKind.COMMIT, "a".repeat(40));
    private static final Instant AT = Instant.parse("2026-01-31T09:30:00.120Z");
    private static final String FIRST = "{\"millrace\":\"events/1\"}\n";

    @Test
    void every_kind_of_fact_reads_back_as_it_was_written() throws IOException {
        FactBatch batch = everything();

        assertThat(read(written(batch))).containsExactly(batch);
        assertThat(batch.events().stream().map(FlowEvent::kind).distinct())
                .containsExactlyInAnyOrder(FlowEvent.Kind.values());
    }

    /** What others wrote yesterday. Run with {@code -Dmillrace.golden=write} after something was added that a reader may pass over. */
    @Test
    void each_kind_of_fact_is_written_and_read_as_it_was_promised() throws IOException {
        Path promised = Path.of("src", "test", "resources", "events-1.ndjson");
        if ("write".equals(System.getProperty("millrace.golden"))) {
            Files.createDirectories(promised.getParent());
            Files.writeString(promised, written(everything()));
        }
        assertThat(written(everything())).isEqualTo(Files.readString(promised));
        assertThat(read(Files.readString(promised))).containsExactly(everything());
    }

    @Test
    void first_line_names_the_version_and_what_is_unknown_is_left_out_and_never_zero() throws IOException {
        StageRun run = new StageRun("7", null, StageRun.Kind.STAGE, "Build", null, AT, null, null, null, null);
        FlowEvent event = new FlowEvent.StageRan(header("stage.7"), run);

        assertThat(written(new FactBatch(List.of(), List.of(event), List.of(), List.of(), List.of(), List.of())))
                .isEqualTo(FIRST
                        + "{\"fact\":\"event\",\"id\":\"jenkins:ci:build:shop/main#12@1700000000000#stage.7\","
                        + "\"artifact\":\"jenkins:ci:build:shop/main#12@1700000000000\",\"kind\":\"stage-ran\","
                        + "\"occurredAt\":\"2026-01-31T09:30:00.120Z\",\"sequence\":3,"
                        + "\"run\":{\"id\":\"7\",\"kind\":\"stage\",\"name\":\"Build\","
                        + "\"end\":\"2026-01-31T09:30:00.120Z\"}}\n");
    }

    @Test
    void hostile_text_stays_on_its_line_and_comes_back_unchanged() throws IOException {
        String hostile = "a\nb\u0000\u001b[31m\"}\n{\"fact\":\"link\"} \u202e \ud83d\ude00";
        FlowEvent event = new FlowEvent.StageRan(
                header("x"),
                new StageRun("1", null, StageRun.Kind.BRANCH, hostile, AT, AT, null, null, null, Duration.ZERO));
        FactBatch batch = new FactBatch(List.of(), List.of(event), List.of(), List.of(), List.of(), List.of());

        assertThat(written(batch).lines()).hasSize(2);
        assertThat(read(written(batch))).containsExactly(batch);
    }

    @ParameterizedTest(name = "[{index}] {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"fact\":\"event\"}                                                    | x:2: event: id is missing",
                "{\"fact\":\"nonsense\"}                                                 | x:2: nonsense: fact must be",
                "{\"fact\":\"link\",\"from\":\"junk\"}                                   | x:2: link: from: an artifact id",
                "{\"fact\":\"ledger\",\"tool\":\"jira:a\",\"scope\":\"s\",\"measure\":\"m\",\"captured\":1.5}"
                        + "| x:2: ledger: captured must be a whole number",
                "{not json                                                               | x:2: is no JSON",
                "[1]                                                                     | x:2: a line must be one JSON",
                "{\"fact\":\"link\"} {\"fact\":\"link\"}                                 | x:2: is no JSON",
            })
    void bad_line_is_named_with_its_number_and_what_is_wrong(String line, String message) {
        assertThatThrownBy(() -> read(FIRST + line.strip() + "\n"))
                .isInstanceOf(FactFormatException.class)
                .hasMessageStartingWith(message.strip());
    }

    @ParameterizedTest(name = "[{index}] {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"millrace\":\"events/2\"} | reads events/1",
                "{\"fact\":\"link\"}         | is no Millrace events file",
                "~~                          | is empty",
            })
    void file_of_another_version_or_kind_is_refused_at_its_first_line(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(FactFormatException.class)
                .hasMessageContaining(message);
    }

    @Test
    void first_line_may_say_whose_facts_follow() throws IOException {
        List<ToolInstance> said = new ArrayList<>();

        FactLines.read(
                new StringReader("{\"millrace\":\"events/1\",\"tool\":\"jenkins:ci\"}\n"), "x", said::add, batch -> {});

        assertThat(said).containsExactly(new ToolInstance("jenkins", "ci"));
        assertThatThrownBy(() -> read("{\"millrace\":\"events/1\",\"tool\":\"jenkins\"}\n"))
                .isInstanceOf(FactFormatException.class)
                .hasMessageContaining("tool: \"jenkins\" is none");
    }

    @Test
    void field_nobody_knows_is_passed_over_so_that_later_versions_may_add_some() throws IOException {
        String line =
                "{\"fact\":\"state-use\",\"tool\":\"jira:a\",\"project\":\"P\",\"state\":{\"name\":\"Open\"},\"new\":1}";

        assertThat(read(FIRST + line))
                .singleElement()
                .satisfies(batch -> assertThat(batch.uses()).hasSize(1));
    }

    @Test
    void line_without_an_end_is_cut_off_before_it_fills_the_memory() {
        assertThatThrownBy(() -> read(FIRST + "x".repeat(5 * 1024 * 1024)))
                .isInstanceOf(FactFormatException.class)
                .hasMessageContaining("longer than");
    }

    private static List<FactBatch> read(String text) throws IOException {
        List<FactBatch> batches = new ArrayList<>();
        FactLines.read(new StringReader(text), "x", batches::add);
        return batches;
    }

    private static String written(FactBatch batch) throws IOException {
        StringBuilder text = new StringBuilder();
        FactLines.write(batch, text);
        return text.toString();
    }

    private static EventHeader header(String local) {
        return new EventHeader(EventId.of(BUILD, local), BUILD, AT, 3, null);
    }

    private static FactBatch everything() {
        Actor actor = Actor.of(CI, "somebody", Actor.Type.BOT);
        NativeState state = new NativeState("1", "Open");
        NativeType type = new NativeType(null, "Bug");
        EventHeader header = new EventHeader(EventId.of(BUILD, "e"), BUILD, AT, 7, actor);
        List<FlowEvent> events = Arrays.asList(
                new FlowEvent.Created(header, state, type),
                new FlowEvent.StateChanged(header, state, new NativeState(null, "Done")),
                new FlowEvent.ResolutionChanged(header, null, "Fixed"),
                new FlowEvent.TypeChanged(header, type, new NativeType("2", "Story")),
                new FlowEvent.AssigneeChanged(header, actor, null),
                new FlowEvent.Moved(header, "A-1", "B-1"),
                new FlowEvent.ParentChanged(header, null, COMMIT),
                new FlowEvent.FlagChanged(header, true),
                new FlowEvent.BlockerChanged(header, "A-2", false),
                new FlowEvent.CommitAdded(header, "b".repeat(40), AT.minusSeconds(9)),
                new FlowEvent.ReviewRequested(header, actor),
                new FlowEvent.Reviewed(header, FlowEvent.Reviewed.APPROVED),
                new FlowEvent.StageRan(
                        header,
                        new StageRun(
                                "9",
                                "3",
                                StageRun.Kind.STAGE,
                                "",
                                AT,
                                AT,
                                "SUCCESS",
                                "SKIPPED_FOR_CONDITIONAL",
                                Duration.ofMillis(5),
                                Duration.ofMillis(6))));
        ArtifactSnapshot snapshot = new ArtifactSnapshot(
                BUILD,
                "shop/main #12",
                "<b>",
                "shop/main",
                type,
                Level.STANDARD,
                COMMIT,
                state,
                "Fixed",
                URI.create("https://ci.example.org/job/shop/12/"),
                AT,
                AT,
                new TreeMap<>(Map.of("branch", List.of("main"), "labels", List.of())));
        return new FactBatch(
                List.of(snapshot),
                events,
                List.of(new Link(BUILD, COMMIT, "builds", Link.Rule.EXPLICIT)),
                List.of(
                        new StateDefinition(CI, "1", "Open", StateCategory.NEW),
                        new StateDefinition(CI, "2", "X", null)),
                List.of(new StateUse(CI, "shop/main", state)),
                List.of(
                        new LedgerEntry(CI, "scan", "builds", null, 3, "why"),
                        new LedgerEntry(CI, "s", "b", 4L, 3, null)));
    }
}
