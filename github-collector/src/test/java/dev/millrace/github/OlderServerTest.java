package dev.millrace.github;

import static dev.millrace.fake.github.FakeRepository.inProject;
import static dev.millrace.fake.github.FakeRepository.sha;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.collect.SyncProblem;
import dev.millrace.collect.SyncSummary;
import dev.millrace.fake.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An Enterprise Server whose schema lacks what newer sources ask for: each missing field is named, and the rest is read. */
class OlderServerTest extends OneSource {

    private static final String AT = "2026-03-01T10:00:00Z";

    OlderServerTest() {
        super("issues");
    }

    /** Answers as such a server does: with an error for each field that its schema lacks, and nothing else. */
    private void without(String... fields) {
        gitHub.twist = (request, answer) -> {
            ObjectNode refusal = JsonNodeFactory.instance.objectNode();
            String text = request.path("query").asText();
            for (String field : fields) {
                String type = field.substring(0, field.indexOf('.'));
                String name = field.substring(field.indexOf('.') + 1);
                for (int from = text.indexOf(" on " + type + " {");
                        from >= 0;
                        from = text.indexOf(" on " + type + " {", from + 1)) {
                    int end = text.indexOf("\n}", from);
                    if (text.substring(from, end).matches("(?s).*\n *" + name + "\\b(?!:).*")) {
                        ArrayNode errors = refusal.withArray("errors");
                        errors.addObject().put("message", "Field '" + name + "' doesn't exist on type '" + type + "'");
                        break;
                    }
                }
            }
            return refusal.isEmpty() ? null : new Response(200, Map.of(), refusal.toString());
        };
    }

    @Test
    void issues_are_read_without_types_projects_and_parents_and_each_is_named() {
        for (int i = 1; i <= 3; i++) {
            inProject(repository.issue(i, AT), 1, "Todo", "Todo", "Done");
        }
        extent = GitHubExtent.STANDARD.withIssues(true);
        without("Issue.issueType", "Issue.projectItems", "Issue.parent");

        SyncSummary summary = sync();

        assertThat(store.snapshots).hasSize(3);
        assertThat(summary.problems())
                .extracting(SyncProblem::reason)
                .anyMatch(reason -> reason.contains("Issue.parent"))
                .anyMatch(reason -> reason.contains("Issue.issueType"))
                .anyMatch(reason -> reason.contains("Issue.projectItems"));
    }

    @Test
    void deployments_have_their_statuses_from_rest() {
        repository.deployment(11, "production", sha(1), AT, AT, true);
        repository.status(11, 101, "success", AT);
        without("Deployment.statuses");

        assertThat(sync.run(store, REPO, "deployments").problems()).isEmpty();

        assertThat(store.statesOf("acme/shop deploy production 11")).endsWith("success@" + AT);
        assertThat(gitHub.asked).anyMatch(path -> path.endsWith("/deployments/11/statuses"));
    }
}
