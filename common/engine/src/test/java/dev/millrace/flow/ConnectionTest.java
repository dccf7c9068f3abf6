package dev.millrace.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.model.Actor;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Link;
import dev.millrace.model.Link.Confidence;
import dev.millrace.model.Link.Rule;
import dev.millrace.model.LinkDecision;
import dev.millrace.model.ToolInstance;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConnectionTest {

    private static final ToolInstance GITHUB = new ToolInstance("github", "test");
    private static final ArtifactId PULL = new ArtifactId(GITHUB, ArtifactKind.PULL_REQUEST, "7");
    private static final ArtifactId ISSUE = ArtifactId.issue(ToolInstance.jira("test"), "1");

    @Test
    void strongest_of_several_rules_speaks_for_a_connection() {
        Connection connection = found(null, Rule.BODY, Rule.TITLE, Rule.COMMIT_MESSAGE);

        assertThat(connection.joins()).isTrue();
        assertThat(connection.strongest()).contains(Rule.TITLE);
        assertThat(connection.confidence()).isEqualTo(Confidence.HIGH);
    }

    @Test
    void what_is_only_mentioned_joins_nothing() {
        Connection connection = found(null, Rule.BODY);

        assertThat(connection.joins()).isFalse();
        assertThat(connection.confidence()).isEqualTo(Confidence.LOW);
    }

    @Test
    void person_decides_over_every_rule_and_is_certain() {
        assertThat(found(true, Rule.BODY).joins()).isTrue();
        assertThat(found(true, Rule.BODY).confidence()).isEqualTo(Confidence.CERTAIN);
        assertThat(found(false, Rule.EXPLICIT).joins()).isFalse();
        assertThat(found(true).strongest()).isEmpty();
    }

    private static Connection found(@Nullable Boolean confirmed, Rule... rules) {
        List<Link> links = Stream.of(rules)
                .map(rule -> new Link(PULL, ISSUE, "names", rule))
                .toList();
        LinkDecision decision = confirmed == null
                ? null
                : new LinkDecision(
                        PULL,
                        ISSUE,
                        confirmed,
                        Actor.of(GITHUB, "ann", Actor.Type.HUMAN),
                        Instant.parse("2026-01-01T00:00:00Z"));
        return new Connection(PULL, ISSUE, links, decision);
    }
}
