package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.cli.SyncedRealJira.Synced;
import dev.millrace.flow.FlowTotals;
import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.Segment;
import dev.millrace.metrics.Window;
import dev.millrace.metrics.load.LoadCurve;
import dev.millrace.model.SegmentKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The laws of the flow algebra on every real item: as of now, and as of instants in the middle of its life. */
@ExtendWith(SyncedRealJira.class)
class RealFlowLawsAcceptanceTest {

    private static final Instant FIRST = Instant.parse("2008-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2016-01-01T00:00:00Z");
    private static final int WINDOWS = 200;
    private static final long SEED = 20261122;

    private final Synced synced;

    RealFlowLawsAcceptanceTest(Synced synced) {
        this.synced = synced;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-01T12:00:00Z",
                "2014-03-30T01:30:00Z",
                "2012-06-15T12:34:56.789Z",
                "2010-10-31T00:30:00Z"
            })
    void elapsed_is_the_sum_of_its_parts_and_the_timeline_has_no_gap(Instant asOf) {
        List<ItemFlow> flows = synced.flows(asOf);
        assertThat(flows).as("there are items as of " + asOf).hasSizeGreaterThan(50);

        assertThat(flows).allSatisfy(flow -> {
            FlowTotals totals = flow.totals();
            Duration elapsed = flow.start() == null
                    ? Duration.ZERO
                    : Duration.between(flow.start(), flow.stop() == null ? asOf : flow.stop());
            assertThat(totals.active()
                            .plus(totals.waiting())
                            .plus(totals.paused())
                            .plus(totals.closedGap())
                            .plus(totals.unmapped()))
                    .isEqualTo(elapsed);
            assertThat(totals.active()).isEqualTo(sum(flow, SegmentKind.ACTIVE));
            assertThat(totals.waiting()).isEqualTo(sum(flow, SegmentKind.WAITING));
            assertThat(totals.paused()).isEqualTo(sum(flow, SegmentKind.PAUSED));
            assertThat(totals.closedGap()).isEqualTo(sum(flow, SegmentKind.CLOSED_GAP));
            assertThat(totals.unmapped()).isEqualTo(sum(flow, SegmentKind.UNMAPPED));
            assertContiguous(flow);
        });
    }

    @Test
    void the_timeline_of_an_item_reaches_from_its_creation_to_as_of_over_all_its_cycles() {
        List<ItemFlow> flows = synced.flows(Millrace.NOW);
        for (int i = 0; i < flows.size(); i++) {
            ItemFlow flow = flows.get(i);
            boolean first = flow.cycle() == 1;
            boolean last = i + 1 == flows.size() || flows.get(i + 1).cycle() == 1;
            assertThat(flow.segments()).as(flow.item().key()).isNotEmpty();
            assertThat(flow.segments().get(0).start())
                    .as("begin of %s, cycle %d", flow.item().key(), flow.cycle())
                    .isEqualTo(first ? flow.item().createdAt() : end(flows.get(i - 1)));
            if (last) {
                assertThat(end(flow)).as("end of " + flow.item().key()).isEqualTo(Millrace.NOW);
            }
        }
    }

    @Test
    void the_integral_of_load_equals_the_sum_of_overlaps_for_any_window() {
        List<ItemFlow> flows = synced.flows(Millrace.NOW);
        LoadCurve curve = LoadCurve.of(flows);
        Random random = new Random(SEED);
        Duration largest = Duration.ZERO;
        for (int i = 0; i < WINDOWS; i++) {
            Instant one = between(FIRST, LAST, random);
            Instant other = i % 2 == 0 ? between(FIRST, LAST, random) : one.plusMillis(1 + random.nextInt(86_400_000));
            Window window = one.isBefore(other) ? new Window(one, other) : new Window(other, one.plusMillis(1));

            Duration overlaps = Duration.ZERO;
            for (ItemFlow flow : flows) {
                for (Segment segment : flow.segments()) {
                    if (segment.kind().counted()) {
                        overlaps = overlaps.plus(window.overlap(segment.start(), segment.end()));
                    }
                }
            }

            assertThat(curve.integral(window))
                    .as("seed %d, window %s", SEED, window)
                    .isEqualTo(overlaps);
            largest = overlaps.compareTo(largest) > 0 ? overlaps : largest;
        }
        assertThat(largest).as("there is load to integrate").isGreaterThan(Duration.ofDays(10_000));
    }

    private static void assertContiguous(ItemFlow flow) {
        for (int i = 1; i < flow.segments().size(); i++) {
            assertThat(flow.segments().get(i).start())
                    .as("%s, segment %d", flow.item().key(), i)
                    .isEqualTo(flow.segments().get(i - 1).end());
        }
    }

    private static Duration sum(ItemFlow flow, SegmentKind kind) {
        return flow.segments().stream()
                .filter(segment -> segment.kind() == kind)
                .map(Segment::length)
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static Instant end(ItemFlow flow) {
        return flow.segments().get(flow.segments().size() - 1).end();
    }

    private static Instant between(Instant from, Instant to, Random random) {
        return from.plusMillis(random.nextLong(Duration.between(from, to).toMillis()));
    }
}
