package io.jenkins.plugins.millrace.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.buildcard.DeployRecord;
import dev.millrace.buildcard.StageRecord;
import io.jenkins.plugins.millrace.Builds;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeployRulesTest {

    @Test
    void first_rule_that_fits_the_whole_name_says_where_a_stage_deploys() {
        DeployRules rules = DeployRules.of("# ours\n\nroll out * -> prod eu\n Roll out -> production\n*live -> live");
        assertThat(environments(rules, "Roll out Europe", "Roll out", "go live", "Build", "not Roll out"))
                .containsExactly("prod eu", "production", "live", null, null);
    }

    @Test
    void what_the_pipeline_says_comes_before_any_rule() {
        List<StageRecord> stages =
                DeployRules.of("* -> staging").applied(Builds.related().stages());
        assertThat(stages.get(0).deployment())
                .extracting(DeployRecord::environment)
                .isEqualTo("prod-eu");
        assertThat(stages.get(1).deployment())
                .extracting(DeployRecord::environment)
                .isEqualTo("staging");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Roll out", "-> production", "Roll out ->", "ok -> ok\nRoll out - production"})
    void line_that_is_no_rule_is_named_by_its_number(String text) {
        assertThatThrownBy(() -> DeployRules.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("line " + text.lines().count() + " is no rule");
    }

    @Test
    void rules_are_bounded() {
        assertThatThrownBy(() -> DeployRules.of("a -> b\n".repeat(101))).hasMessageContaining("at most 100 rules");
        assertThatThrownBy(() -> DeployRules.of("x".repeat(201) + " -> b")).hasMessageContaining("at most 200");
    }

    private static List<String> environments(DeployRules rules, String... names) {
        return rules.applied(Builds.named(List.of(names)).stages()).stream()
                .map(stage ->
                        stage.deployment() == null ? null : stage.deployment().environment())
                .toList();
    }
}
