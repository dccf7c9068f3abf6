package dev.millrace.derive.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.derive.Trimmed;
import dev.millrace.flow.Chain;
import dev.millrace.flow.FlowTotals;
import dev.millrace.flow.HandOff;
import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.PullRequestFlow;
import dev.millrace.metrics.Flows;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Figure;
import dev.millrace.model.Reason;
import dev.millrace.model.ToolInstance;
import dev.millrace.sprint.Sprint;
import dev.millrace.sprint.SprintStay;
import dev.millrace.valuestream.DefaultStages;
import dev.millrace.valuestream.ItemType;
import dev.millrace.valuestream.Origin;
import dev.millrace.valuestream.OriginEvidence;
import dev.millrace.valuestream.OriginSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What no item of the algebra has comes back as well: a body holds all that a flow can say. */
class FlowBodiesTest {

    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00.000000001Z");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00.123456789Z");
    private static final Instant LONG_AGO = Instant.parse("-10000-01-01T00:00:00Z");
    private static final Duration ODD = Duration.ofNanos(-1_234_567);
    private static final ItemFlow PLAIN = Flows.item("A-1")
            .in(DefaultStages.IN_PROGRESS, START)
            .in(null, "Odd", START.plusNanos(5))
            .in(DefaultStages.WAITING_FOR_TEST, Instant.parse("2026-01-02T00:00:00Z"))
            .in(DefaultStages.DONE, Instant.parse("2026-01-03T00:00:00Z"))
            .typeFrom(Instant.parse("2026-01-02T00:00:00Z"), ItemType.RISK)
            .stalled(LONG_AGO, NOW)
            .incomplete(4, 2)
            .rework(3, 4)
            .url("https://jira.example.org/browse/A-1")
            .asOf(NOW);

    @Test
    void every_kind_of_figure_comes_back() {
        Reason why = Reason.of(Reason.Code.CLOCK_SKEW);
        List<Figure<Duration>> times = List.of(
                Figure.of(PLAIN.totals().elapsed()),
                Figure.of(ODD),
                Figure.of(Duration.ofSeconds(Long.MIN_VALUE)),
                new Figure.Open<>(Duration.ofDays(3)),
                new Figure.Unknown<>(why),
                new Figure.NotApplicable<>(why),
                new Figure.Contradictory<>(why));
        List<Figure<Double>> ratios = List.of(
                Figure.of(Double.NaN),
                Figure.of(-0.0),
                Figure.of(0.25),
                new Figure.Open<>(1.0 / 3),
                new Figure.Unknown<>(why));
        for (Figure<Duration> time : times) {
            comesBack(with(time, time, PLAIN.efficiency()));
        }
        for (Figure<Double> ratio : ratios) {
            comesBack(with(PLAIN.flowTime(), PLAIN.leadTime(), ratio));
        }
    }

    @Test
    void an_open_item_is_as_of_the_instant_at_which_it_is_read() {
        Instant later = NOW.plusSeconds(100);
        ItemFlow notBegun = Flows.item("B-2").in(DefaultStages.TO_DO, START).asOf(NOW);

        ItemFlow read = back(List.of(notBegun), later).get(0);

        assertThat(read.asOf()).isEqualTo(later);
        assertThat(read.segments().get(0).end()).isEqualTo(later);
        assertThat(read.segments().get(0).start()).isEqualTo(START);
    }

    @Test
    void cycles_share_what_they_have_in_common() {
        ItemFlow second = Flows.item("A-1")
                .in(DefaultStages.IN_PROGRESS, Instant.parse("2026-03-01T00:00:00Z"))
                .cycle(2)
                .incomplete(4, 2)
                .url("https://jira.example.org/browse/A-1")
                .asOf(NOW);

        comesBack(PLAIN, second);
    }

    private static void comesBack(ItemFlow... flows) {
        List<ItemFlow> trimmed = new ArrayList<>();
        for (ItemFlow flow : flows) {
            trimmed.add(Trimmed.of(flow));
        }
        assertThat(back(List.of(flows), NOW)).isEqualTo(trimmed);
    }

    private static List<ItemFlow> back(List<ItemFlow> flows, Instant asOf) {
        Bodies writer = new Bodies(List.of(), List.of());
        byte[] body = writer.flows(flows.get(0).item().artifact(), flows);
        // another process reads it, with the words that were stored
        Bodies reader = new Bodies(writer.takeNew().words(), List.of());
        return reader.flows(flows.get(0).item().artifact(), body, asOf);
    }

    @Test
    void a_body_that_ends_too_early_or_names_what_is_not_stored_is_damaged() {
        Bodies writer = new Bodies(List.of(), List.of());
        byte[] body = writer.flows(PLAIN.item().artifact(), List.of(PLAIN));
        Bodies reader = new Bodies(writer.takeNew().words(), List.of());
        for (int length = 0; length < body.length; length++) {
            byte[] cut = Arrays.copyOf(body, length);
            assertThatThrownBy(() -> reader.flows(PLAIN.item().artifact(), cut, NOW))
                    .as("%d bytes of %d", length, body.length)
                    .isInstanceOf(DamagedRowException.class);
        }
        assertThatThrownBy(() ->
                        new Bodies(List.of(), List.of()).flows(PLAIN.item().artifact(), body, NOW))
                .isInstanceOf(DamagedRowException.class);
    }

    private static ItemFlow with(Figure<Duration> flowTime, Figure<Duration> leadTime, Figure<Double> efficiency) {
        FlowTotals totals = PLAIN.totals();
        return new ItemFlow(
                PLAIN.item(),
                PLAIN.type(),
                PLAIN.cycle(),
                PLAIN.status(),
                PLAIN.asOf(),
                PLAIN.createdAt(),
                PLAIN.start(),
                PLAIN.stop(),
                totals,
                flowTime,
                leadTime,
                efficiency,
                List.of(PLAIN.segments().get(0), PLAIN.segments().get(3)), // with a gap
                PLAIN.visits(),
                PLAIN.reopenings(),
                PLAIN.backwardMoves(),
                PLAIN.stalled(),
                PLAIN.gaps(),
                Chain.NONE,
                List.of(
                        new HandOff(START, HandOff.Kind.TEAM, Duration.ofNanos(1)),
                        new HandOff(NOW, HandOff.Kind.TOOL, Duration.ZERO)),
                PLAIN.types(),
                PLAIN.workflow(),
                List.of(new SprintStay(Sprint.ofId("7"), List.of(new SprintStay.Time(START, null)))),
                new OriginEvidence(Origin.AGENT, OriginSignal.ACCOUNT, "acme-*"),
                List.of(
                        pullRequest(1, NOW, true, Duration.ofNanos(5), Duration.ofDays(2)),
                        pullRequest(2, null, false, null, null)));
    }

    private static PullRequestFlow pullRequest(
            int number, @Nullable Instant ended, boolean merged, @Nullable Duration first, @Nullable Duration turn) {
        return new PullRequestFlow(
                new ArtifactId(new ToolInstance("github", "acme"), ArtifactKind.PULL_REQUEST, "" + number),
                new OriginEvidence(Origin.ASSISTED, OriginSignal.TRAILER, "co-authored-by: *"),
                START,
                ended,
                merged,
                first,
                turn,
                1,
                2,
                3,
                4,
                number == 2);
    }
}
