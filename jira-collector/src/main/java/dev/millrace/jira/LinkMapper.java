package dev.millrace.jira;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.Level;
import dev.millrace.model.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An issue's links to other issues. Jira shows a link at both of its ends, each in its own words; here it has one direction, the
 * outward one, so both ends give the same fact.
 */
final class LinkMapper {

    private LinkMapper() {}

    /** The parent, if there is one, and every link whose other end has an id. */
    static List<Link> links(ArtifactId issue, JsonNode fields, Level level, Optional<ArtifactId> parent) {
        List<Link> links = new ArrayList<>();
        parent.ifPresent(p -> links.add(
                new Link(issue, p, level == Level.SUB_TASK ? "sub-task of" : "child of", Link.Rule.EXPLICIT)));
        for (JsonNode link : fields.path("issuelinks")) {
            String relation = IssueJson.text(link.path("type"), "outward")
                    .or(() -> IssueJson.text(link.path("type"), "name"))
                    .orElse("linked to")
                    .strip()
                    .toLowerCase(Locale.ROOT);
            other(issue, link.path("outwardIssue"))
                    .ifPresent(to -> links.add(new Link(issue, to, relation, Link.Rule.EXPLICIT)));
            other(issue, link.path("inwardIssue"))
                    .ifPresent(from -> links.add(new Link(from, issue, relation, Link.Rule.EXPLICIT)));
        }
        return links.stream().distinct().toList();
    }

    private static Optional<ArtifactId> other(ArtifactId issue, JsonNode end) {
        return IssueJson.text(end, "id")
                .map(id -> ArtifactId.issue(issue.tool(), id))
                .filter(id -> !id.equals(issue));
    }
}
