package dev.millrace.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.collect.SourceException;
import dev.millrace.http.HttpBody;
import dev.millrace.http.HttpCall;
import dev.millrace.http.HttpStatusException;
import dev.millrace.http.JsonClient;
import dev.millrace.http.JsonClient.JsonReply;
import dev.millrace.http.UnusableReplyException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Jira Cloud: REST v3, pages by token, changelogs by a request of their own. */
final class CloudClient implements JiraClient {

    /** A site that gives so many pages without anything new would go on for ever. */
    private static final int MAX_STALLS = 10;

    /** So many bytes of issues wait for their changelogs in memory, about. */
    private static final long GATHERED_BYTES = 8L << 20;

    private final JsonClient client;
    private final URI baseUrl;
    private final CloudChangelogs changelogs;
    private final Set<String> usedTokens = new HashSet<>();
    private int pageSize;
    /** The size of the last answer to a search. */
    private long bytes;
    /** Lists without reading; a client of its own, because it pages on its own. */
    private @Nullable CloudClient list;

    CloudClient(JsonClient client, JiraSettings settings) {
        this(client, settings.baseUrl(), new CloudChangelogs(client, settings.baseUrl()), settings.pageSize());
    }

    private CloudClient(JsonClient client, URI baseUrl, CloudChangelogs changelogs, int pageSize) {
        this.client = client;
        this.baseUrl = baseUrl;
        this.changelogs = changelogs;
        this.pageSize = pageSize;
    }

    @Override
    public Optional<JsonNode> issue(String idOrKey, JiraFields fields) {
        String encoded = URLEncoder.encode(idOrKey, StandardCharsets.UTF_8).replace("+", "%20");
        try {
            JsonNode issue = client.get(
                            URI.create(baseUrl + "/rest/api/3/issue/" + encoded + "?fields=" + fields.query()))
                    .body();
            changelogs.attachTo(List.of(issue));
            return Optional.of(issue);
        } catch (HttpStatusException e) {
            if (e.status() == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public List<JsonNode> issues(List<String> ids, JiraFields fields) {
        ObjectNode question = JsonNodeFactory.instance.objectNode();
        ArrayNode asked = question.putArray("issueIdsOrKeys");
        ids.forEach(asked::add);
        ArrayNode wanted = question.putArray("fields");
        fields.ids().forEach(wanted::add);
        URI address = URI.create(baseUrl + "/rest/api/3/issue/bulkfetch");
        List<JsonNode> issues = new ArrayList<>();
        try {
            client.send(HttpCall.post(address, HttpBody.json(question.toString()))
                            .asRepeatable())
                    .body()
                    .path("issues")
                    .forEach(issues::add);
        } catch (UnusableReplyException e) {
            if (e.kind() != UnusableReplyException.Kind.TOO_LARGE) {
                throw e;
            }
        }
        changelogs.attachTo(issues);
        return issues;
    }

    @Override
    public Page list(Jql jql, Optional<String> position) {
        CloudClient lister = list;
        if (lister == null) {
            lister = new CloudClient(client, baseUrl, changelogs, LISTED);
            list = lister;
        }
        return lister.scan(jql, List.of("created"), position);
    }

    @Override
    public Page search(Jql jql, JiraFields fields, Optional<String> position) {
        Page page = scan(jql, fields.ids(), position);
        if (jql.news()) {
            page = gathered(jql, fields, page);
        }
        changelogs.attachTo(page.issues());
        return page;
    }

    /** The page with those behind it, so that the changelogs of as many issues as Jira takes are one request. */
    private Page gathered(Jql jql, JiraFields fields, Page first) {
        List<JsonNode> issues = new ArrayList<>(first.issues());
        Page last = first;
        while (last.next().isPresent()
                && issues.size() + pageSize <= CloudChangelogs.MAX_ISSUES
                && bytes * (issues.size() / pageSize + 1L) < GATHERED_BYTES) {
            last = scan(jql, fields.ids(), last.next());
            issues.addAll(last.issues());
        }
        return new Page(
                List.copyOf(issues), last.next(), last.done(), last.total(), first.answeredAt(), first.namesAccount());
    }

    @Override
    public Page outline(Jql jql, Optional<String> position) {
        return scan(jql, List.of("created"), position);
    }

    private Page scan(Jql jql, Collection<String> fields, Optional<String> position) {
        CloudPosition at = position.map(CloudPosition::parse).orElse(CloudPosition.START);
        if (at.token() == null) {
            usedTokens.clear();
        }
        boolean restarted = at.token() == null && at.lastId() != null;
        SearchResponse answer;
        try {
            answer = ask(jql, at, fields);
        } catch (HttpStatusException e) {
            if (at.token() == null || e.status() != CloudChangelogs.TOKEN_REFUSED) {
                throw e;
            }
            // the page token is too old; the next response shows whether the query is wrong
            usedTokens.clear();
            at = at.withoutToken();
            restarted = true;
            answer = ask(jql, at, fields);
        }
        return page(answer, at, restarted);
    }

    private Page page(SearchResponse answer, CloudPosition at, boolean restarted) {
        List<JsonNode> issues = answer.issues();
        String token = answer.token();
        boolean end = token == null || (issues.isEmpty() && answer.saysLast());
        boolean circle = token != null && usedTokens.contains(token);
        long done = at.done() + (restarted ? news(issues, at) : issues.size());
        Long last = answer.lastCreated(at.last());
        boolean further = last != null && (at.last() == null || last > at.last());
        int stalls = further ? 0 : at.stalls() + (restarted || circle || issues.isEmpty() ? 1 : 0);
        if (!end && stalls > MAX_STALLS) {
            throw new SourceException(
                    "the search at " + baseUrl + " returns page after page without anything new; try again later");
        }
        CloudPosition next =
                new CloudPosition(token, at.from(), last, answer.lastId().orElse(at.lastId()), done, stalls);
        return new Page(
                issues,
                end ? Optional.empty() : Optional.of((circle ? next.withoutToken() : next).toString()),
                done,
                OptionalLong.empty(),
                answer.answeredAt(),
                answer.namesAccount());
    }

    /** How many issues of the first page of a new sequence lie behind the place where the one before it broke off. */
    private static long news(List<JsonNode> issues, CloudPosition at) {
        for (int i = issues.size() - 1; i >= 0; i--) {
            if (SearchResponse.id(issues.get(i)).equals(Optional.ofNullable(at.lastId()))) {
                return issues.size() - i - 1L;
            }
        }
        return issues.size();
    }

    /** Requests as many issues as fit into a response. */
    private SearchResponse ask(Jql jql, CloudPosition at, Collection<String> fields) {
        URI address = URI.create(baseUrl + "/rest/api/3/search/jql");
        if (at.token() != null) {
            usedTokens.add(at.token());
        }
        while (true) {
            ObjectNode question = JsonNodeFactory.instance.objectNode();
            question.put("jql", jql.bounded().createdFrom(at.from()).text());
            ArrayNode wanted = question.putArray("fields");
            fields.forEach(wanted::add);
            question.put("maxResults", pageSize);
            if (!jql.among().isEmpty()) {
                // the index may not have them yet
                ArrayNode consistent = question.putArray("reconcileIssues");
                jql.among().forEach(id -> consistent.add(Long.parseLong(id)));
            }
            if (at.token() != null) {
                question.put("nextPageToken", at.token());
            }
            try {
                JsonReply reply = client.send(HttpCall.post(address, HttpBody.json(question.toString()))
                        .asRepeatable());
                bytes = reply.reply().size();
                return SearchResponse.of(reply, address);
            } catch (UnusableReplyException e) {
                if (e.kind() != UnusableReplyException.Kind.TOO_LARGE || pageSize == 1) {
                    throw e;
                }
                pageSize = Math.max(1, pageSize / 2);
            }
        }
    }

    /** What a search answered. */
    private record SearchResponse(
            List<JsonNode> issues,
            @Nullable String token,
            boolean saysLast,
            Optional<Instant> answeredAt,
            boolean namesAccount) {

        static SearchResponse of(JsonReply reply, URI asked) {
            JsonNode body = reply.body();
            if (!body.path("issues").isArray()) {
                throw new SourceException("the search at " + asked
                        + " answered without \"issues\": is this the base URL of a Jira Cloud?");
            }
            List<JsonNode> issues = new ArrayList<>();
            body.path("issues").forEach(issues::add);
            return new SearchResponse(
                    List.copyOf(issues),
                    IssueJson.text(body, "nextPageToken").orElse(null),
                    body.path("isLast").asBoolean(false),
                    reply.reply().serverTime(),
                    Page.namesAccount(reply.reply()));
        }

        static Optional<String> id(JsonNode issue) {
            return IssueJson.text(issue, "id");
        }

        Optional<String> lastId() {
            return issues.isEmpty() ? Optional.empty() : id(issues.get(issues.size() - 1));
        }

        /** When the latest of these issues was created, in epoch milliseconds, or what was known before if that is later. */
        @Nullable Long lastCreated(@Nullable Long before) {
            Long last = before;
            for (JsonNode issue : issues) {
                OptionalLong created = created(issue);
                if (created.isPresent()) {
                    last = last == null ? created.getAsLong() : Math.max(last, created.getAsLong());
                }
            }
            return last;
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
