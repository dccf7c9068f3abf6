package dev.millrace.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.github.api.GitHubJson;
import dev.millrace.github.api.Refusal;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.LedgerEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares what GitHub says a pull request has with what was read of it. One line each, for there are many of them. */
final class PullRequestLedger {

    static final String MEASURE = "commits, reviews and changes";

    private static final Map<String, String> NAMES =
            Map.of("closingIssuesReferences", "closing references", "timelineItems", "timeline items");

    private final List<String> differences = new ArrayList<>();
    private long expected;
    private long captured;

    private PullRequestLedger() {}

    static LedgerEntry entry(ArtifactId artifact, JsonNode pullRequest, PullRequestStates.History states) {
        PullRequestLedger ledger = new PullRequestLedger();
        ledger.count("commits", pullRequest.path("commits"), "totalCount");
        ledger.count("reviews", pullRequest.path("reviews"), "totalCount");
        ledger.count("timeline items", pullRequest.path("timelineItems"), "filteredCount");
        ledger.count("labels", pullRequest.path("labels"), "totalCount");
        ledger.count("closing references", pullRequest.path("closingIssuesReferences"), "totalCount");
        Refusal.of(pullRequest).forEach((field, reason) -> {
            ledger.expected++;
            ledger.differences.add("GitHub does not return " + NAMES.getOrDefault(field, field) + ": " + reason);
        });
        if (states.draftContradicts()) {
            ledger.expected++;
            ledger.differences.add("a change to or from draft is not in the log");
        }
        return new LedgerEntry(
                artifact.tool(),
                artifact.toString(),
                MEASURE,
                ledger.expected,
                ledger.captured,
                ledger.differences.isEmpty() ? null : String.join("; ", ledger.differences));
    }

    private void count(String what, JsonNode list, String field) {
        long read = GitHubJson.nodes(list).count();
        long said = list.path(field).isIntegralNumber() ? list.path(field).longValue() : read;
        expected += said;
        // one list that grew while it was read must not make up for another that is short
        captured += Math.min(read, said);
        if (read < said) {
            differences.add(read + " of " + said + ' ' + what);
        }
    }
}
