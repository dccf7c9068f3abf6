package dev.millrace.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeployStagesTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final List<StageRun> runs = List.of(
            run("1", null, "Deploy to production"),
            run("2", "1", "Europe"),
            run("3", "2", "Deploy to staging"),
            run("4", null, "Deploy to production again"),
            run("5", null, "Test"));

    @Test
    void names_count_where_the_build_says_nothing() {
        assertThat(environments(Map.of())).containsExactly("1 production", "3 staging", "4 production");
    }

    @Test
    void what_the_build_says_of_a_stage_replaces_the_names_around_it_and_in_it() {
        assertThat(environments(Map.of("2", "prod-eu"))).containsExactly("2 prod-eu", "4 production");
    }

    @Test
    void two_stages_in_one_another_of_which_the_build_says_so_are_two_deployments() {
        assertThat(environments(Map.of("1", "prod-eu", "3", "prod-eu")))
                .containsExactly("1 prod-eu", "3 prod-eu", "4 production");
    }

    @Test
    void attribute_of_a_build_is_read_and_what_is_no_such_value_is_left_out() {
        assertThat(DeployStages.declared(Map.of(Attribute.DEPLOY_STAGES, List.of("2 prod eu", "3", "4 ", " x"))))
                .isEqualTo(Map.of("2", "prod eu"));
    }

    @Test
    void environment_that_the_build_says_is_production_by_its_name() {
        assertThat(DeployStages.in(runs, Map.of("5", "prod-eu", "2", "pre-prod")))
                .extracting(deploy -> deploy.environment() + " " + deploy.production())
                .containsExactly("pre-prod false", "production true", "prod-eu true");
    }

    private List<String> environments(Map<String, String> declared) {
        return DeployStages.in(runs, declared).stream()
                .map(deploy -> deploy.run().id() + " " + deploy.environment())
                .toList();
    }

    private static StageRun run(String id, String parent, String name) {
        return new StageRun(
                id, parent, StageRun.Kind.STAGE, name, START, START.plusSeconds(1), "SUCCESS", null, null, null);
    }
}
