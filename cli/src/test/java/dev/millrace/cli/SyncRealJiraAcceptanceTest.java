package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.cli.SyncedRealJira.Synced;
import dev.millrace.flow.FlowAlgebra;
import dev.millrace.flow.Visit;
import dev.millrace.jira.RealData;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import dev.millrace.valuestream.DefaultValueStream;
import dev.millrace.valuestream.Definition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Real issues, over real HTTP, through the real command line, held against what their own Jira says of them. */
@ExtendWith(SyncedRealJira.class)
class SyncRealJiraAcceptanceTest {

    private static final DateTimeFormatter JIRA_TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendOffset("+HHMM", "+0000")
            .toFormatter();

    private final Synced synced;

    SyncRealJiraAcceptanceTest(Synced synced) {
        this.synced = synced;
    }

    @Test
    void sync_captures_every_issue_and_says_so() {
        assertThat(synced.sync().err()).contains("jira:apache/issues: page 1, ").contains(" of 117 items, ");
        assertThat(synced.sync().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .matches(
                                        "jira:apache/issues: 2 pages, 117 items; \\d+ new events, 0 revised; 0 problems"),
                        line -> assertThat(line)
                                .matches("jira:duraspace/issues: 8 pages, 739 items; \\d+ new events, 0 revised;"
                                        + " 0 problems"),
                        line -> assertThat(line)
                                .as("2 + 8 pages, and what each site is asked about itself")
                                .isEqualTo("18 requests, 21 per 1,000 items"));
        assertThat(synced.sync().exitCode()).isZero();
    }

    /** Jira counts up to the history that set the resolution last: what was done afterwards (closing) is not in its numbers. */
    @Test
    void time_and_visits_per_status_equal_jiras_own_numbers_to_the_millisecond() throws Exception {
        Map<String, Map<String, TimeInStatus>> jiras = jirasOwnNumbers();
        assertThat(jiras).hasSize(114);
        Map<String, Map<String, TimeInStatus>> ours = new TreeMap<>();
        try (FlowStore store = synced.open()) {
            for (String key : jiras.keySet()) {
                Instant asOf = lastResolution(key);
                Knowledge knowledge = new Knowledge(asOf, Instant.MAX);
                ArtifactHistory history = store.item(store.find(key, knowledge).orElseThrow(), knowledge)
                        .orElseThrow()
                        .item();
                ours.put(
                        key,
                        timeInStatus(
                                new FlowAlgebra(
                                        DefaultValueStream.create(),
                                        store.states(knowledge),
                                        Definition.standard(),
                                        (workflow, done, known) -> false),
                                history,
                                asOf));
            }
        }

        assertThat(ours).isEqualTo(jiras);
    }

    private record TimeInStatus(int visits, long millis) {
        TimeInStatus plus(TimeInStatus other) {
            return new TimeInStatus(visits + other.visits, millis + other.millis);
        }
    }

    private static Map<String, TimeInStatus> timeInStatus(FlowAlgebra algebra, ArtifactHistory history, Instant asOf) {
        Map<String, TimeInStatus> byStatus = new TreeMap<>();
        for (Visit visit : algebra.visits(history, asOf)) {
            long millis = Duration.between(visit.start(), visit.endOr(asOf)).toMillis();
            byStatus.merge(String.valueOf(visit.state().id()), new TimeInStatus(1, millis), TimeInStatus::plus);
        }
        return byStatus;
    }

    private static Map<String, Map<String, TimeInStatus>> jirasOwnNumbers() throws IOException {
        Path file = RealData.folder("jira-time-in-status-visible").resolve("jira-time-in-status.csv");
        Map<String, Map<String, TimeInStatus>> numbers = new TreeMap<>();
        for (String line : Files.readAllLines(file).stream().skip(1).toList()) {
            String[] cells = line.split(",");
            numbers.computeIfAbsent(cells[1], key -> new TreeMap<>())
                    .put(cells[2], new TimeInStatus(Integer.parseInt(cells[3]), Long.parseLong(cells[4])));
        }
        return numbers;
    }

    /** From the raw answer of the real Jira, not through the product. */
    private static Instant lastResolution(String key) throws IOException {
        Path file = RealData.folder("jira-seanalytics/apache").resolve(key + ".json");
        Instant last = null;
        for (JsonNode history :
                JsonMapper.builder().build().readTree(file.toFile()).at("/changelog/histories")) {
            for (JsonNode item : history.path("items")) {
                if (item.path("field").asText().equals("resolution") && item.hasNonNull("to")) {
                    last = OffsetDateTime.parse(history.path("created").asText(), JIRA_TIME)
                            .toInstant();
                }
            }
        }
        return last;
    }
}
