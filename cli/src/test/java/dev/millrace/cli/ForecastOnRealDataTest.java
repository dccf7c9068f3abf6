package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.cli.SyncedRealJira.Synced;
import dev.millrace.flow.ItemFlow;
import dev.millrace.jira.RealData;
import dev.millrace.metrics.outlook.Forecast;
import dev.millrace.metrics.outlook.Forecasts;
import dev.millrace.model.Level;
import dev.millrace.model.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Makes every forecast that could have been made of the real data, and compares it with what came. {@code docs/forecast.md} has the
 * table; with {@code -Dmillrace.golden=write} it is written there.
 */
@ExtendWith(SyncedRealJira.class)
class ForecastOnRealDataTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path PAGE = Path.of(System.getProperty("basedir", "."), "..", "docs", "forecast.md");
    private static final List<Integer> AHEAD = List.of(4, 8, 12);
    private static final Instant MONDAY = Instant.parse("1970-01-05T00:00:00Z");
    private static final int FEWEST = 20;

    private final Synced synced;

    ForecastOnRealDataTest(Synced synced) {
        this.synced = synced;
    }

    /** What became of the forecasts for so many weeks. */
    private static final class Outcome {
        private int tested;
        private int testedHeld;
        private int untested;
        private int untestedHeld;
        private int unstable;
        private int failed;
        private int nothing;

        void add(Forecast forecast, int weeks, long came) {
            Reason refused = forecast.refused();
            if (refused != null) {
                unstable += refused.code() == Reason.Code.UNSTABLE ? 1 : 0;
                nothing += refused.code() == Reason.Code.UNSTABLE ? 0 : 1;
            }
            forecast.refusals().stream()
                    .filter(refusal -> Integer.valueOf(weeks).equals(refusal.weeks()))
                    .forEach(refusal -> {
                        failed += refusal.why().code() == Reason.Code.FORECAST_FAILED ? 1 : 0;
                        nothing += refusal.why().code() == Reason.Code.FORECAST_FAILED ? 0 : 1;
                    });
            forecast.howMany().stream().filter(row -> row.weeks() == weeks).forEach(row -> {
                int held = came >= row.in85() ? 1 : 0;
                if (row.backTest().enough()) {
                    tested++;
                    testedHeld += held;
                } else {
                    untested++;
                    untestedHeld += held;
                }
            });
        }

        double share() {
            return (double) testedHeld / tested;
        }

        double shareOfAll() {
            return (double) (testedHeld + untestedHeld) / (tested + untested);
        }

        String row(String ahead) {
            return String.format(
                    Locale.ROOT,
                    "| %s | %d | %d (%.1f%%) | %d | %d | %d | %d | %d |",
                    ahead,
                    tested,
                    testedHeld,
                    100 * share(),
                    untested,
                    untestedHeld,
                    unstable,
                    failed,
                    nothing);
        }
    }

    @Test
    void a_promise_of_85_percent_holds_in_80_to_90_percent_of_the_real_windows() throws IOException {
        List<List<Long>> processes = processes();
        List<String> table = new ArrayList<>();
        table.add("| ahead | forecasts | held | not tested | of these held | refused: not stable | refused: "
                + "back-test | refused: nothing to promise |");
        table.add("|---|---|---|---|---|---|---|---|");
        Outcome[] outcomes = Stream.generate(Outcome::new).limit(AHEAD.size()).toArray(Outcome[]::new);
        for (List<Long> process : processes) {
            for (int known = Forecast.MIN_WEEKS; known <= process.size() - AHEAD.get(0); known++) {
                Forecast made = Forecasts.of(process.subList(0, known), Instant.EPOCH, AHEAD, List.of());
                for (int i = 0; i < outcomes.length; i++) {
                    int end = known + AHEAD.get(i);
                    if (end <= process.size()) {
                        outcomes[i].add(made, AHEAD.get(i), sum(process.subList(known, end)));
                    }
                }
            }
        }
        for (int i = 0; i < outcomes.length; i++) {
            table.add(outcomes[i].row(AHEAD.get(i) + " weeks"));
            assertThat(outcomes[i].share()).as(table.toString()).isBetween(0.8, 0.9);
            assertThat(outcomes[i].shareOfAll()).as(table.toString()).isBetween(0.8, 0.9);
            assertThat(outcomes[i].tested).isGreaterThan(50);
        }
        String text = String.join("\n", table);
        if (System.getProperty("millrace.golden", "").equals("write")) {
            String page = Files.readString(PAGE);
            Files.writeString(PAGE, page.replaceAll("(?s)\\| ahead \\|.*?\\n(?=\\n)", text + "\n"));
        }
        assertThat(Files.readString(PAGE)).contains(text);
    }

    private static long sum(List<Long> weeks) {
        return weeks.stream().mapToLong(Long::longValue).sum();
    }

    /** Items done per week, of every project of the real data in which at least 20 were done. */
    private List<List<Long>> processes() throws IOException {
        TreeMap<String, List<Instant>> done = new TreeMap<>();
        for (ItemFlow flow : synced.flows(Millrace.NOW)) {
            if (flow.status() == ItemFlow.Status.DONE
                    && flow.stopKnown()
                    && flow.item().level() != Level.PORTFOLIO) {
                done.computeIfAbsent(flow.item().project(), unseen -> new ArrayList<>())
                        .add(flow.knownStop());
            }
        }
        for (Path file : RealData.jsonFiles(RealData.folder("jira-arrow/sample"))) {
            JsonNode at = JSON.readTree(file.toFile()).at("/fields/resolutiondate");
            if (at.isTextual()) {
                done.computeIfAbsent("ARROW", unseen -> new ArrayList<>())
                        .add(Instant.parse(at.asText().substring(0, 19) + "Z"));
            }
        }
        for (String archive : List.of("capport-wg+api", "ietf-gitwg+using-github")) {
            JsonNode all = JSON.readTree(RealData.folder("ietf-github/" + archive)
                    .resolve("archive.json")
                    .toFile());
            all.path("pulls").findValuesAsText("mergedAt").stream()
                    .filter(at -> !at.equals("null") && !at.isEmpty())
                    .forEach(at -> done.computeIfAbsent(archive, unseen -> new ArrayList<>())
                            .add(Instant.parse(at)));
        }
        return done.values().stream()
                .filter(stops -> stops.size() >= FEWEST)
                .map(ForecastOnRealDataTest::perWeek)
                .toList();
    }

    /** From the first whole week to the last one. */
    private static List<Long> perWeek(List<Instant> stops) {
        long[] weeks = stops.stream()
                .mapToLong(stop -> ChronoUnit.DAYS.between(MONDAY, stop) / 7)
                .sorted()
                .toArray();
        long first = weeks[0] + 1;
        List<Long> counts = new ArrayList<>();
        for (long week = first; week < weeks[weeks.length - 1]; week++) {
            long of = week;
            counts.add(Arrays.stream(weeks).filter(one -> one == of).count());
        }
        return counts;
    }
}
