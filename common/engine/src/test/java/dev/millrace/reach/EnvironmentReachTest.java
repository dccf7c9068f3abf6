package dev.millrace.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ToolInstance;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What came to an environment, what did not, and of what nobody knows. */
class EnvironmentReachTest {

    private static final ToolInstance GITHUB = new ToolInstance("github", "acme");
    private static final Instant MONDAY = Instant.parse("2026-03-02T12:00:00Z");

    private final EnvironmentReach.Gathering items = new EnvironmentReach.Gathering();

    private static ChangeReach change(int number, String service, int day, boolean traced, Stop... stops) {
        return new ChangeReach(
                new ArtifactId(GITHUB, ArtifactKind.PULL_REQUEST, Integer.toString(number)),
                service + '#' + number,
                "merged",
                MONDAY.plusSeconds(day * 86_400L),
                service,
                traced,
                List.of(stops));
    }

    private static Stop stop(String environment, Stop.State state, int deployment, int day) {
        return new Stop(
                environment,
                environment.equals("production"),
                state,
                MONDAY.plusSeconds(day * 86_400L),
                new ArtifactId(GITHUB, ArtifactKind.DEPLOYMENT, Integer.toString(deployment)),
                "deployment " + deployment);
    }

    private void add(String item, ChangeReach... changes) {
        items.add(item, new ItemReach(List.of(changes)));
    }

    @Test
    void a_change_of_two_items_stands_once_with_both_and_with_the_deployment_that_brought_it() {
        ChangeReach shared = change(1, "shop", 1, true, stop("production", Stop.State.ARRIVED, 7, 2));
        add("SHOP-1", shared);
        add("SHOP-2", shared);

        EnvironmentReach reach = items.of("Production");

        assertThat(reach.deployments()).singleElement().satisfies(deployed -> {
            assertThat(deployed.key()).isEqualTo("deployment 7");
            assertThat(deployed.changes())
                    .singleElement()
                    .satisfies(change -> assertThat(change.items()).containsExactly("SHOP-1", "SHOP-2"));
        });
    }

    @Test
    void what_is_merged_is_missing_only_where_that_is_known() {
        add("SHOP-1", change(1, "shop", 1, true, stop("production", Stop.State.ARRIVED, 7, 2)));
        add("SHOP-2", change(2, "shop", 3, true, stop("production", Stop.State.FAILED, 8, 4)));
        add("SHOP-3", change(3, "shop", 3, false));
        add("SHOP-4", change(4, "shop", 0, true)); // the baseline may contain it
        add("BLOG-1", change(5, "blog", 3, true));

        EnvironmentReach reach = items.of("production");

        assertThat(reach.missing()).extracting(change -> change.reach().key()).containsExactly("shop#2");
        assertThat(reach.unknown()).extracting(change -> change.reach().key()).containsExactly("shop#4", "shop#3");
        assertThat(reach.elsewhere()).isEqualTo(1);
    }

    @Test
    void the_latest_deployment_comes_first() {
        add("SHOP-1", change(1, "shop", 1, true, stop("staging", Stop.State.ARRIVED, 7, 2)));
        add("SHOP-2", change(2, "shop", 3, true, stop("staging", Stop.State.ARRIVED, 8, 4)));

        assertThat(items.of("staging").deployments())
                .extracting(EnvironmentReach.Deployed::key)
                .containsExactly("deployment 8", "deployment 7");
        assertThat(items.environments()).containsExactly("staging");
    }
}
