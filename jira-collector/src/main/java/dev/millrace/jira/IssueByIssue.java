package dev.millrace.jira;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.http.HttpException;
import dev.millrace.http.HttpStatusException;
import dev.millrace.http.UnusableReplyException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a page that Jira could not give as a whole, issue by issue: one issue that Jira cannot show, or whose answer breaks off, costs
 * itself and not the page. A list of the page's ids says what belongs to it.
 */
final class IssueByIssue {

    /** With so many issues that cannot be read, it is not the issues: the page ends the run as it would have without this. */
    private static final int MOST_UNREADABLE = 10;

    private static final Set<Integer> FAULTS = Set.of(500, 502, 504);

    private final JiraClient client;

    IssueByIssue(JiraClient client) {
        this.client = client;
    }

    /**
     * A page and what of it could not be read.
     *
     * @param page the page, without those issues
     * @param unread why each could not be read, by its id
     */
    record Read(JiraClient.Page page, Map<String, String> unread) {}

    /** The page of a search; issue by issue only if it cannot be had at once. */
    Read search(Jql jql, JiraFields fields, Optional<String> position) {
        try {
            return new Read(client.search(jql, fields, position), Map.of());
        } catch (HttpException e) {
            if (!mayBeOneIssue(e)) {
                throw e;
            }
            return each(jql, fields, position, e);
        }
    }

    private Read each(Jql jql, JiraFields fields, Optional<String> position, HttpException whole) {
        JiraClient.Page outline;
        try {
            outline = client.outline(jql, position);
        } catch (HttpException e) {
            throw whole; // the site has a problem, and not one issue
        }
        List<JsonNode> issues = new ArrayList<>();
        Map<String, String> unread = new LinkedHashMap<>();
        for (JsonNode listed : outline.issues()) {
            Optional<String> id = IssueJson.text(listed, "id");
            if (id.isEmpty()) {
                issues.add(listed); // it will be reported as one without id
                continue;
            }
            try {
                client.issue(id.get(), fields).ifPresent(issues::add);
            } catch (HttpException e) {
                if (!mayBeOneIssue(e) || unread.size() == MOST_UNREADABLE) {
                    throw e;
                }
                unread.put(id.get(), String.valueOf(e.getMessage()));
            }
        }
        if (issues.isEmpty() && !unread.isEmpty()) {
            throw whole;
        }
        return new Read(
                new JiraClient.Page(
                        List.copyOf(issues),
                        outline.next(),
                        outline.done(),
                        outline.total(),
                        outline.answeredAt(),
                        outline.namesAccount()),
                unread);
    }

    /** Whether one issue alone can be the reason of a failure: Jira failed while it wrote the answer, or wrote none that can be read. */
    static boolean mayBeOneIssue(HttpException e) {
        return (e instanceof HttpStatusException status && FAULTS.contains(status.status()))
                || (e instanceof UnusableReplyException reply && reply.kind() == UnusableReplyException.Kind.CUT_OFF);
    }
}
