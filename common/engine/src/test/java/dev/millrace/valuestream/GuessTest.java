package dev.millrace.valuestream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.model.NativeState;
import dev.millrace.model.StateCatalogue;
import dev.millrace.model.StateUse;
import dev.millrace.model.ToolInstance;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is guessed about the states that were seen. */
class GuessTest {

    private static final ToolInstance JIRA = ToolInstance.jira("demo");
    private static final ToolInstance GITHUB = new ToolInstance("github", "demo");

    @Test
    void states_of_pull_requests_need_no_stage_and_those_of_issues_do() {
        StateCatalogue states = new StateCatalogue(
                List.of(),
                List.of(
                        used(GITHUB, "owner/name", "open"),
                        used(GITHUB, "owner/name", "draft"),
                        used(GITHUB, "owner/name", "merged"),
                        used(GITHUB, "owner/name", "closed"),
                        used(JIRA, "SHOP", "10099")));

        assertThat(Guess.guesses(DefaultValueStream.create(), states))
                .singleElement()
                .satisfies(guess -> {
                    assertThat(guess.tool()).isEqualTo(JIRA);
                    assertThat(guess.mapped()).isNull();
                });
    }

    private static StateUse used(ToolInstance tool, String project, String state) {
        return new StateUse(tool, project, new NativeState(state, state));
    }
}
