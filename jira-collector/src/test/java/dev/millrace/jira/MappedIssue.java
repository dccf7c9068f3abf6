package dev.millrace.jira;

import static dev.millrace.jira.TestIssue.issue;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.facts.FactBatch;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.NativeState;
import dev.millrace.model.StateCategory;
import dev.millrace.model.StateDefinition;
import dev.millrace.model.ToolInstance;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An issue, and what the mapper makes of it. */
abstract class MappedIssue {

    static final ToolInstance TOOL = ToolInstance.jira("test");
    static final ArtifactId ID = ArtifactId.issue(TOOL, "100");
    static final NativeState OPEN = new NativeState("1", "Open");

    final TestIssue issue = issue("100", "ABC-1");

    LedgerEntry ledger() {
        return map(issue).ledger().get(0);
    }

    <T extends FlowEvent> T only(Class<T> kind) {
        assertThat(all(kind)).hasSize(1);
        return all(kind).get(0);
    }

    <T extends FlowEvent> List<T> all(Class<T> kind) {
        return map(issue).events().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    FactBatch map(TestIssue which) {
        return mapper().map(which.json());
    }

    private static LinkTypes linkTypes() {
        return LinkTypes.of(Optional.empty(), Set.of());
    }

    static JiraIssueMapper mapper() {
        StateNames states = new StateNames(List.of(
                new StateDefinition(TOOL, "1", "Open", StateCategory.NEW),
                new StateDefinition(TOOL, "3", "In Progress", StateCategory.INDETERMINATE)));
        return new JiraIssueMapper(
                TOOL,
                URI.create("https://jira.example/context"),
                new JiraFields(
                        List.of("customfield_7"),
                        List.of("customfield_8"),
                        List.of("customfield_9"),
                        List.of("customfield_6"),
                        Map.of("Markiert", "customfield_7", "Sprint-Feld", "customfield_6"),
                        List.of()),
                states,
                MappedIssue::linkTypes,
                Instant.parse("2026-06-01T00:00:00Z"));
    }
}
