package io.jenkins.plugins.millrace.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.buildcard.BuildCard;
import dev.millrace.buildcard.BuildCardHtml;
import dev.millrace.buildcard.StageRecord;
import dev.millrace.buildcard.Wait;
import dev.millrace.buildcard.Wait.Kind;
import io.jenkins.plugins.millrace.Builds;
import io.jenkins.plugins.millrace.graph.GraphReading;
import io.jenkins.plugins.millrace.graph.Outages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DowntimesTest {

    @TempDir
    Path folder;

    @Test
    void gap_between_the_last_heartbeat_and_the_next_start_is_downtime() throws IOException {
        Downtimes before = new Downtimes(folder);
        before.started(at(0));
        before.alive(at(10));
        before.alive(at(20));
        Downtimes after = new Downtimes(folder);
        after.started(at(102));
        assertThat(after.between(at(5), null)).containsExactly(down(20, 102));
        assertThat(new Downtimes(folder).between(at(5), at(60))).containsExactly(down(20, 60));
        assertThat(after.between(at(50), at(200)))
                .as("a build that starts in the gap: the plugin was away, and the controller was not")
                .isEmpty();
        assertThat(after.between(at(103), at(200))).isEmpty();
        assertThat(after.between(null, at(200)))
                .as("of a build whose start is unknown")
                .isEmpty();
    }

    @Test
    void first_start_has_no_downtime_and_a_damaged_file_costs_its_line_alone() throws IOException {
        Downtimes first = new Downtimes(folder);
        first.started(at(0));
        assertThat(first.between(at(-100), at(100))).isEmpty();
        Files.writeString(folder.resolve("downtimes"), "nonsense\n" + millis(5) + " " + millis(9) + "\n");
        assertThat(new Downtimes(folder).between(at(0), at(100))).containsExactly(down(5, 9));
    }

    @Test
    void only_the_latest_thousand_are_kept() throws IOException {
        Files.write(
                folder.resolve("downtimes"),
                IntStream.range(0, 1_100)
                        .mapToObj(i -> millis(i * 10) + " " + millis(i * 10 + 5))
                        .toList());
        Downtimes downtimes = new Downtimes(folder);
        downtimes.alive(at(11_000));
        downtimes.started(at(11_007));
        assertThat(Files.readAllLines(folder.resolve("downtimes")))
                .hasSize(1_000)
                .startsWith(millis(1_010) + " " + millis(1_015))
                .endsWith(millis(11_000) + " " + millis(11_007));
    }

    /** 82 s of an outage once counted as waiting for input. */
    @Test
    void outage_is_no_wait_for_input() {
        StageRecord approve = stage("7", 10, 130, new Wait(Kind.INPUT, at(20), at(120)));
        StageRecord other = stage("9", 130, 140);
        GraphReading cut = Outages.cut(
                new GraphReading(
                        List.of(approve, other), List.of(new Wait(Kind.AGENT, at(1), at(5))), List.of(), List.of()),
                List.of(down(30, 112)));
        StageRecord stage = cut.stages().get(0);
        assertThat(stage.waits())
                .containsExactly(
                        new Wait(Kind.INPUT, at(20), at(30)), new Wait(Kind.INPUT, at(112), at(120)), down(30, 112));
        assertThat(stage.waited(Kind.INPUT)).isEqualTo(Duration.ofSeconds(18));
        assertThat(cut.stages().get(1).waits()).isEmpty();
        assertThat(cut.waitsOutside()).containsExactly(new Wait(Kind.AGENT, at(1), at(5)), down(30, 112));
        BuildCard card = new BuildCard(Builds.recorded(1, cut), at(200));
        assertThat(card.input()).isEqualTo("18 s");
        assertThat(card.downtime()).isEqualTo("1 min 22 s");
        assertThat(BuildCardHtml.of(card, List.of())).contains("Controller down: 1 min 22 s");
    }

    /** The plugin was switched off for a while, or notes its start after builds went on. */
    @Test
    void outage_ends_where_the_build_goes_on() {
        GraphReading cut = Outages.cut(
                new GraphReading(
                        List.of(stage("7", 10, 70), stage("9", 70, 500, new Wait(Kind.INPUT, at(80), at(400)))),
                        List.of(),
                        List.of(),
                        List.of()),
                List.of(down(30, 450)));
        assertThat(cut.waitsOutside()).containsExactly(down(30, 70));
        assertThat(cut.stages().get(1).waited(Kind.INPUT)).isEqualTo(Duration.ofSeconds(320));
    }

    @Test
    void wait_that_goes_on_is_cut_too_and_one_inside_the_outage_is_gone() {
        GraphReading cut = Outages.cut(
                new GraphReading(
                        List.of(stage("7", 10, null, new Wait(Kind.INPUT, at(20), null))),
                        List.of(new Wait(Kind.AGENT, at(40), at(50))),
                        List.of(),
                        List.of()),
                List.of(down(30, 60)));
        assertThat(cut.stages().get(0).waits())
                .containsExactly(
                        new Wait(Kind.INPUT, at(20), at(30)), new Wait(Kind.INPUT, at(60), null), down(30, 60));
        assertThat(cut.waitsOutside()).containsExactly(down(30, 60));
    }

    private static StageRecord stage(String id, int from, Integer to, Wait... waits) {
        return new StageRecord(
                id,
                null,
                StageRecord.Kind.STAGE,
                "Approve",
                at(from),
                to == null ? null : at(to),
                "SUCCESS",
                null,
                false,
                List.of(waits));
    }

    private static Wait down(int from, int to) {
        return new Wait(Kind.DOWNTIME, at(from), at(to));
    }

    private static Instant at(int seconds) {
        return Builds.START.plusSeconds(seconds);
    }

    private static long millis(int seconds) {
        return at(seconds).toEpochMilli();
    }
}
