package dev.millrace.jira;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.collect.SourceException;
import dev.millrace.http.HttpStatusException;
import dev.millrace.http.JsonClient;
import dev.millrace.http.JsonClient.JsonReply;
import dev.millrace.http.UnusableReplyException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Jira Server and Data Center: REST v2, pages by startAt, changelogs inside the search. */
final class DataCenterClient implements JiraClient {

    /** Enough for any number of people who delete; a site that does not keep the order would go on for ever. */
    private static final int MAX_STALLS = 10;

    private static final int BAD_REQUEST = 400;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private final JsonClient client;
    private final URI baseUrl;
    private int pageSize;

    DataCenterClient(JsonClient client, JiraSettings settings) {
        this(client, settings.baseUrl(), settings.pageSize());
    }

    private DataCenterClient(JsonClient client, URI baseUrl, int pageSize) {
        this.client = client;
        this.baseUrl = baseUrl;
        this.pageSize = pageSize;
    }

    @Override
    public Optional<JsonNode> issue(String idOrKey, JiraFields fields) {
        try {
            return Optional.of(client.get(URI.create(baseUrl + "/rest/api/2/issue/" + encoded(idOrKey)
                            + "?expand=changelog&fields=" + fields.query()))
                    .body());
        } catch (HttpStatusException e) {
            if (e.status() == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public List<JsonNode> issues(List<String> ids, JiraFields fields) {
        List<String> numbers =
                ids.stream().filter(id -> NUMBER.matcher(id).matches()).toList();
        if (numbers.isEmpty()) {
            return List.of();
        }
        // not validated, so that one that was deleted does not fail the query
        URI uri = URI.create(baseUrl + "/rest/api/2/search?jql=" + encoded("id in (" + String.join(",", numbers) + ")")
                + "&validateQuery=false&startAt=0&maxResults=" + ids.size() + "&expand=changelog&fields="
                + fields.query());
        try {
            return SearchResponse.of(client.get(uri), uri, 0).issues();
        } catch (HttpStatusException e) {
            if (e.status() == BAD_REQUEST) {
                return List.of();
            }
            throw e;
        } catch (UnusableReplyException e) {
            if (e.kind() != UnusableReplyException.Kind.TOO_LARGE) {
                throw e;
            }
            return List.of();
        }
    }

    @Override
    public Page list(Jql query, Optional<String> position) {
        return new DataCenterClient(client, baseUrl, LISTED).scan(query, "&fields=created", position);
    }

    @Override
    public Page search(Jql query, JiraFields fields, Optional<String> position) {
        return scan(query, "&expand=changelog&fields=" + fields.query(), position);
    }

    @Override
    public Page outline(Jql query, Optional<String> position) {
        return scan(query, "&fields=created", position);
    }

    private Page scan(Jql query, String shown, Optional<String> position) {
        String jql = query.text();
        @Nullable ScanPosition last = position.map(ScanPosition::parse).orElse(null);
        if (last == null) {
            return page(ask(jql, shown, 0), null, 0);
        }
        long from = Math.max(0, last.next() - 1);
        SearchResponse answer = ask(jql, shown, from);
        boolean rewound = false;
        for (long stride = pageSize; from > 0 && !answer.leavesNoGapBehind(last); stride *= 2) {
            rewound = true;
            from = Math.max(0, from - stride);
            answer = ask(jql, shown, from);
        }
        if (answer.holdsNothingBut(last) && answer.total().orElse(Long.MAX_VALUE) > last.next()) {
            // a server that gives one issue at a time gives no overlap either
            answer = ask(jql, shown, last.next());
        }
        boolean further = !rewound && answer.done() > last.next();
        return page(answer, last, further ? 0 : last.stalls() + 1);
    }

    private Page page(SearchResponse answer, @Nullable ScanPosition last, int stalls) {
        List<JsonNode> issues = answer.issues();
        OptionalLong total = answer.total();
        boolean repeatsLast = last != null && answer.firstId().equals(Optional.of(last.lastId()));
        List<JsonNode> fresh = repeatsLast ? issues.subList(1, issues.size()) : issues;
        boolean end = fresh.isEmpty() || (total.isPresent() && answer.done() >= total.getAsLong());
        if (!end && stalls > MAX_STALLS) {
            throw new SourceException("the issues of " + baseUrl
                    + " keep changing places while they are read, although they were requested in the "
                    + "order of their creation; try again later");
        }
        Optional<String> next =
                end ? Optional.empty() : Optional.of(answer.end(stalls).toString());
        return new Page(List.copyOf(fresh), next, answer.done(), total, answer.answeredAt(), answer.namesAccount());
    }

    /** Requests as many as fit into a response. */
    private SearchResponse ask(String jql, String shown, long startAt) {
        while (true) {
            URI uri = URI.create(baseUrl + "/rest/api/2/search?jql=" + encoded(jql) + "&startAt=" + startAt
                    + "&maxResults=" + pageSize + shown);
            try {
                return SearchResponse.of(client.get(uri), uri, startAt);
            } catch (UnusableReplyException e) {
                if (e.kind() != UnusableReplyException.Kind.TOO_LARGE || pageSize == 1) {
                    throw e;
                }
                pageSize = Math.max(1, pageSize / 2);
            }
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** What a search answered. */
    private record SearchResponse(
            List<JsonNode> issues,
            long startAt,
            OptionalLong total,
            Optional<Instant> answeredAt,
            boolean namesAccount) {

        static SearchResponse of(JsonReply reply, URI asked, long startAt) {
            JsonNode body = reply.body();
            if (!body.path("issues").isArray()) {
                throw new SourceException("the search at " + asked.getScheme() + "://" + asked.getRawAuthority()
                        + asked.getRawPath() + " answered without \"issues\": is this the base URL of a Jira?");
            }
            // a server may begin earlier than requested, but what it reports as skipped was not read
            JsonNode said = body.path("startAt");
            long begin =
                    said.isIntegralNumber() && said.longValue() >= 0 ? Math.min(said.longValue(), startAt) : startAt;
            List<JsonNode> issues = new ArrayList<>();
            body.path("issues").forEach(issues::add);
            JsonNode total = body.path("total");
            // a total smaller than what came is none
            boolean believable = total.isIntegralNumber() && total.longValue() >= begin + issues.size();
            boolean nothingLeft = total.isIntegralNumber() && issues.isEmpty() && total.longValue() >= 0;
            return new SearchResponse(
                    issues,
                    begin,
                    believable || nothingLeft ? OptionalLong.of(total.longValue()) : OptionalLong.empty(),
                    reply.reply().serverTime(),
                    Page.namesAccount(reply.reply()));
        }

        Optional<String> firstId() {
            return issues.isEmpty() ? Optional.empty() : Optional.of(id(issues.get(0)));
        }

        boolean leavesNoGapBehind(ScanPosition last) {
            return !issues.isEmpty() && last.isCoveredBy(id(issues.get(0)), created(issues.get(0)));
        }

        boolean holdsNothingBut(ScanPosition last) {
            return issues.size() == 1 && id(issues.get(0)).equals(last.lastId());
        }

        /** How many issues lie up to the end of this answer. */
        long done() {
            return startAt + issues.size();
        }

        ScanPosition end(int stalls) {
            JsonNode last = issues.get(issues.size() - 1);
            OptionalLong created = created(last);
            return new ScanPosition(done(), id(last), created.isPresent() ? created.getAsLong() : null, stalls);
        }

        private static String id(JsonNode issue) {
            return IssueJson.text(issue, "id").orElse("?");
        }

        private static OptionalLong created(JsonNode issue) {
            try {
                return OptionalLong.of(
                        IssueJson.instant(issue.path("fields"), "created", "").toEpochMilli());
            } catch (JiraDataException e) {
                return OptionalLong.empty();
            }
        }
    }
}
