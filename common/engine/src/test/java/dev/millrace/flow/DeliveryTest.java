package dev.millrace.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.flow.Delivery.Arrival;
import dev.millrace.flow.Delivery.DeliveredChange;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Figure;
import dev.millrace.model.Reason;
import dev.millrace.model.ToolInstance;
import dev.millrace.valuestream.Origin;
import dev.millrace.valuestream.Owner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeliveryTest {

    private static final ToolInstance GITHUB = new ToolInstance("github", "test");
    private static final ArtifactId PULL = new ArtifactId(GITHUB, ArtifactKind.PULL_REQUEST, "7");
    private static final ArtifactId DEPLOYMENT = new ArtifactId(GITHUB, ArtifactKind.DEPLOYMENT, "1");
    private static final Instant MERGED = Instant.parse("2026-01-03T00:00:00Z");
    private static final Instant AS_OF = Instant.parse("2026-01-09T00:00:00Z");
    private static final Figure<Instant> AUTHORED = Figure.of(Instant.parse("2026-01-01T00:00:00Z"));

    @Test
    void part_that_the_definition_says_nothing_of_is_nobodys() {
        Owner owner = new Owner(null, "shop", "Team A");
        Delivery delivery = new Delivery("shop", List.of(), List.of(), Map.of(PULL, owner));

        assertThat(delivery.owner(PULL)).isEqualTo(owner);
        assertThat(delivery.owner(DEPLOYMENT)).isEqualTo(Owner.NOBODY);
    }

    @Test
    void lead_time_runs_from_the_first_author_date_to_production_and_grows_until_then() {
        assertThat(change(AUTHORED, MERGED.plusSeconds(3600)).leadTime(AS_OF))
                .isEqualTo(Figure.of(Duration.ofHours(49)));
        assertThat(change(AUTHORED, MERGED).leadTime(AS_OF))
                .as("in the instant of its merging")
                .isEqualTo(Figure.of(Duration.ofHours(48)));
        assertThat(change(AUTHORED, null).leadTime(AS_OF)).isEqualTo(new Figure.Open<>(Duration.ofDays(8)));
    }

    @Test
    void change_that_arrived_before_it_was_merged_contradicts_itself() {
        assertThat(change(AUTHORED, MERGED.minusMillis(5)).leadTime(AS_OF).reason())
                .contains(
                        new Reason(Reason.Code.CLOCK_SKEW, "acme/shop#7 was in production 5 ms before it was merged"));
    }

    @Test
    void change_whose_authoring_is_not_known_says_why() {
        Figure<Instant> unknown = Figure.unknown(Reason.Code.CLOCK_SKEW, "who knows");

        assertThat(change(unknown, MERGED).leadTime(AS_OF))
                .isEqualTo(Figure.unknown(Reason.Code.CLOCK_SKEW, "who knows"));
    }

    private static DeliveredChange change(Figure<Instant> authored, @Nullable Instant arrived) {
        Arrival arrival = arrived == null ? null : new Arrival(arrived, DEPLOYMENT);
        return new DeliveredChange(PULL, "acme/shop#7", Origin.UNKNOWN, MERGED, authored, arrival, null, List.of());
    }
}
