package dev.millrace.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.collect.Source;
import dev.millrace.collect.SourceException;
import dev.millrace.collect.SourcePage;
import dev.millrace.collect.SyncProblem;
import dev.millrace.facts.FactBatch;
import dev.millrace.github.api.CursorTrail;
import dev.millrace.github.api.GitHubJson;
import dev.millrace.github.api.GraphQlClient;
import dev.millrace.github.api.GraphQlQuery;
import dev.millrace.github.api.RepositoryName;
import dev.millrace.github.api.ShownText;
import dev.millrace.http.HttpStatusException;
import dev.millrace.http.JsonClient;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.ToolInstance;
import dev.millrace.valuestream.OriginRules;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The history of one repository's default branch. The first run reads the whole history behind the head as it is then. Later runs
 * request the commits between that head and the new one by ancestry: reading the log until a known commit comes would miss a
 * branch that is older than that commit and was merged after it.
 */
final class CommitSource implements Source {

    private static final int PAGE_SIZE = 100;

    private final ToolInstance tool;
    private final RepositoryName repository;
    private final URI apiUrl;
    private final GraphQlClient graphql;
    private final JsonClient rest;
    private final CommitMapper mapper;
    private final CursorTrail pages = new CursorTrail();
    private String firstOfPage = "";

    CommitSource(
            ToolInstance tool,
            RepositoryName repository,
            URI apiUrl,
            GraphQlClient graphql,
            JsonClient rest,
            OriginRules origins) {
        this.tool = tool;
        this.repository = repository;
        this.apiUrl = apiUrl;
        this.graphql = graphql;
        this.rest = rest;
        this.mapper = new CommitMapper(tool, origins);
    }

    @Override
    public String id() {
        return tool + "/" + repository + "/commits";
    }

    @Override
    public SourcePage read(Optional<String> state) {
        CommitCursor cursor = state.map(CommitCursor::parse).orElseGet(CommitCursor::start);
        if (cursor.target() == null) {
            JsonNode answer = graphql.ask(GraphQlQuery.DEFAULT_BRANCH, repository.variables())
                    .path("repository");
            JsonNode branch = answer.path("defaultBranchRef");
            Optional<String> head = GitHubJson.text(branch.path("target"), "oid");
            if (head.isEmpty() || head.get().equals(cursor.complete())) {
                return new SourcePage(FactBatch.empty(), cursor.toString(), true, 0, OptionalLong.empty(), List.of());
            }
            cursor = cursor.towards(
                    head.get(),
                    repository.called(GitHubJson.requiredText(answer, "nameWithOwner")),
                    GitHubJson.requiredText(branch, "name"));
        }
        return cursor.complete() == null ? history(cursor) : comparison(cursor);
    }

    private SourcePage history(CommitCursor cursor) {
        JsonNode answer = graphql.ask(
                        GraphQlQuery.HISTORY,
                        repository.variables().put("oid", cursor.target()).put("after", cursor.after()))
                .path("repository");
        JsonNode list = answer.path("object").path("history");
        if (!list.path("nodes").isArray()) {
            throw new SourceException("GitHub no longer has commit " + cursor.target() + " of " + repository
                    + ", which was the head of its default branch when this run began; run millrace sync "
                    + "--refresh");
        }
        List<JsonNode> commits = GitHubJson.nodes(list).toList();
        Optional<String> broken = pages.broken("commits", cursor.after(), list.path("pageInfo"));
        if (broken.isPresent()) {
            Capture capture =
                    capture(commits, commit -> mapper.ofGraphQl(commit, cursor.repository(), cursor.branch()));
            return SourcePage.stopping(
                    capture.facts(), cursor.toString(), cursor.done(), capture.problems(), broken.get());
        }
        @Nullable String next = list.path("pageInfo").path("hasNextPage").asBoolean()
                ? GitHubJson.requiredText(list.path("pageInfo"), "endCursor")
                : null;
        long total = list.path("totalCount").asLong();
        return page(
                cursor.behind(next, commits.size()),
                capture(commits, commit -> mapper.ofGraphQl(commit, cursor.repository(), cursor.branch())),
                next == null,
                total,
                total);
    }

    private SourcePage comparison(CommitCursor cursor) {
        JsonNode answer;
        try {
            answer = rest.get(URI.create(apiUrl + "/repos/" + repository + "/compare/" + cursor.complete() + "..."
                            + cursor.target() + "?per_page=" + PAGE_SIZE + "&page=" + cursor.page()))
                    .body();
        } catch (HttpStatusException e) {
            if (e.status() == 404 || e.status() == 422) {
                // the old head is gone: somebody rewrote the branch and GitHub cleaned up
                return history(cursor.fromScratch());
            }
            throw e;
        }
        List<JsonNode> commits = StreamSupport.stream(answer.path("commits").spliterator(), false)
                .toList();
        long total = answer.path("total_commits").asLong();
        if (commits.isEmpty() && cursor.done() < total) {
            // a comparison that does not give what it counts; the history gives it
            return history(cursor.fromScratch());
        }
        String first = commits.isEmpty() ? "" : commits.get(0).path("sha").asText();
        if (cursor.page() > 1 && first.equals(firstOfPage)) {
            return SourcePage.stopping(
                    FactBatch.empty(),
                    cursor.toString(),
                    cursor.done(),
                    List.of(),
                    "GitHub returns the same page of new commits again, so there is no next page");
        }
        firstOfPage = first;
        CommitCursor reached = cursor.behind(null, commits.size());
        return page(
                reached,
                capture(commits, commit -> mapper.ofRest(commit, cursor.repository(), cursor.branch())),
                reached.done() >= total || commits.isEmpty(),
                total,
                cursor.known() + total);
    }

    private record Capture(FactBatch facts, List<SyncProblem> problems) {}

    private SourcePage page(CommitCursor reached, Capture capture, boolean end, long ofRun, long ofAll) {
        SourcePage page = new SourcePage(
                capture.facts(),
                (end ? reached.arrived() : reached).toString(),
                end,
                reached.done(),
                OptionalLong.of(ofRun),
                capture.problems());
        return end
                ? page.with(new LedgerEntry(
                        tool,
                        repository.toString(),
                        "commits of the default branch",
                        ofAll,
                        reached.known() + reached.done(),
                        null))
                : page;
    }

    private Capture capture(List<JsonNode> commits, Function<JsonNode, FactBatch> map) {
        FactBatch facts = FactBatch.empty();
        List<SyncProblem> problems = new ArrayList<>();
        for (JsonNode commit : commits) {
            try {
                facts = facts.plus(map.apply(commit));
            } catch (GitHubJson.FieldException | IllegalArgumentException e) {
                String sha = commit.path("oid").asText(commit.path("sha").asText("?"));
                problems.add(new SyncProblem(
                        "commit " + ShownText.line(sha, 64), ShownText.line(String.valueOf(e.getMessage()), 300)));
            }
        }
        return new Capture(facts, problems);
    }
}
