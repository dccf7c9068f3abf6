package dev.millrace.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.flow.FlowRule;
import dev.millrace.metrics.load.InProgress.Place;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.SegmentKind;
import dev.millrace.model.ToolInstance;
import dev.millrace.valuestream.DefaultStages;
import dev.millrace.valuestream.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceTextTest {

    private static final List<Stage> STAGES = List.of(
            DefaultStages.WAITING_FOR_FIRST_REVIEW,
            DefaultStages.IN_REVIEW,
            DefaultStages.WAITING_FOR_MERGE,
            DefaultStages.WAITING_FOR_AGENT,
            DefaultStages.WAITING_FOR_APPROVAL,
            DefaultStages.IN_BUILD);

    @ParameterizedTest
    @CsvSource({
        "waiting-for-first-review, PULL_REQUEST, acme/shop#7, a review of acme/shop#7",
        "in-review,                PULL_REQUEST, acme/shop#7, a review of acme/shop#7",
        "waiting-for-merge,        PULL_REQUEST, acme/shop#7, the merge of acme/shop#7",
        "waiting-for-agent,        ATTEMPT,      shop #12,    an agent for shop #12",
        "waiting-for-approval,     ATTEMPT,      shop #12,    an approval of shop #12",
        "in-build,                 ATTEMPT,      shop #12,    shop #12: open",
        "in-review,                PULL_REQUEST, ,            a review of pull request"
    })
    void place_says_what_has_to_happen(String stage, FlowRule rule, String key, String words) {
        Place place = new Place(
                STAGES.stream()
                        .filter(one -> one.id().equals(stage))
                        .findFirst()
                        .orElseThrow(),
                SegmentKind.WAITING,
                Instant.EPOCH,
                Duration.ofHours(3),
                rule,
                ArtifactId.issue(ToolInstance.jira("acme"), "1"),
                key,
                null,
                "open");

        assertThat(PlaceText.forWhat(place)).isEqualTo(words);
    }
}
