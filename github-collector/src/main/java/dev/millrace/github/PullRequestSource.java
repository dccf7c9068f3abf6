package dev.millrace.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.collect.RevisitingSource;
import dev.millrace.collect.SourcePage;
import dev.millrace.collect.SyncProblem;
import dev.millrace.github.PullRequestCursor.Pass;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.FactBatch;
import dev.millrace.store.Watched;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The pull requests of one repository. No order by itself survives what people do meanwhile, so there are two passes.
 *
 * <p>The first goes through all of them by creation, oldest first: a change moves nothing, and what is created meanwhile stands at
 * the end. Every further pass takes what changed, newest first, down to the instant at which the pass before <em>began</em>: what
 * changes while a pass runs jumps to the front of the list, where that pass does not look again and the next one does. Two minutes
 * are read twice, because a server may show a change a little late.
 */
final class PullRequestSource implements RevisitingSource {

    private static final Duration OVERLAP = Duration.ofMinutes(2);

    /** As heavy for GitHub as a page is. */
    private static final int VISITS_AT_ONCE = 20;

    private static final int VISITS_PER_RUN = 5 * VISITS_AT_ONCE;

    private final ToolInstance tool;
    private final RepositoryName repository;
    private final int pageSize;
    private final GraphQlClient client;
    private final NestedPages nested;
    private final PullRequestMapper mapper;

    PullRequestSource(ToolInstance tool, RepositoryName repository, int pageSize, GraphQlClient client) {
        this.tool = tool;
        this.repository = repository;
        this.pageSize = pageSize;
        this.client = client;
        this.nested = new NestedPages(client);
        this.mapper = new PullRequestMapper(tool);
    }

    @Override
    public String id() {
        return tool + "/" + repository + "/pull-requests";
    }

    @Override
    public SourcePage read(Optional<String> state) {
        PullRequestCursor cursor =
                state.map(PullRequestCursor::parse).orElseGet(() -> PullRequestCursor.start(latestChange()));
        JsonNode answer = page(cursor);
        JsonNode list = answer.path("pullRequests");
        List<ObjectNode> nodes = Wire.nodes(list).map(ObjectNode.class::cast).toList();
        Optional<Instant> nextMark = Optional.ofNullable(cursor.nextMark())
                .or(() -> nodes.stream().findFirst().map(node -> Wire.requiredInstant(node, "updatedAt")));
        List<ObjectNode> wanted =
                nodes.stream().filter(node -> isWanted(node, cursor)).toList();
        boolean end = !list.path("pageInfo").path("hasNextPage").asBoolean() || wanted.size() < nodes.size();

        Capture capture = capture(wanted, around(answer));
        PullRequestCursor reached = reached(cursor, list, wanted, nextMark);
        FactBatch facts = end ? capture.facts().plus(ledger(list, reached)) : capture.facts();
        boolean nothingAtAll = reached.nextMark() == null;
        // the first pass is followed at once by one for what changed meanwhile
        boolean last = end && (cursor.pass() != Pass.ALL || nothingAtAll);
        return new SourcePage(
                facts,
                (end && !nothingAtAll ? reached.next() : reached).toString(),
                last,
                reached.done(),
                cursor.pass() == Pass.CHANGES
                        ? OptionalLong.empty()
                        : OptionalLong.of(list.path("totalCount").asLong()),
                capture.problems());
    }

    @Override
    public int visitsAtOnce() {
        return VISITS_AT_ONCE;
    }

    @Override
    public int visitsPerRun() {
        return VISITS_PER_RUN;
    }

    @Override
    public Visit visit(List<Watched> items) {
        ObjectNode variables = repository.variables();
        ArrayNode ids = variables.putArray("ids");
        items.forEach(item -> ids.add(item.handle()));
        JsonNode answer = client.ask(GraphQlQuery.PULL_REQUESTS_BY_ID, variables);
        List<ObjectNode> found = new ArrayList<>();
        Set<ArtifactId> absent = new HashSet<>();
        items.forEach(item -> absent.add(item.artifact()));
        for (JsonNode node : answer.path("nodes")) {
            // what nobody asked for is no visit
            if (node instanceof ObjectNode pullRequest
                    && Wire.text(pullRequest, "fullDatabaseId")
                            .map(id -> new ArtifactId(tool, ArtifactKind.PULL_REQUEST, id))
                            .filter(absent::remove)
                            .isPresent()) {
                found.add(pullRequest);
            }
        }
        Capture capture = capture(found, around(answer.path("repository")));
        return new Visit(capture.facts(), absent, capture.problems());
    }

    private static PullRequestMapper.Repository around(JsonNode repository) {
        return new PullRequestMapper.Repository(
                Wire.requiredText(repository, "nameWithOwner"),
                Wire.text(repository.path("defaultBranchRef"), "name").orElse(null));
    }

    private static boolean isWanted(JsonNode pullRequest, PullRequestCursor cursor) {
        Instant mark = cursor.mark();
        return cursor.pass() == Pass.ALL
                || mark == null
                || !Wire.requiredInstant(pullRequest, "updatedAt").isBefore(mark.minus(OVERLAP));
    }

    private PullRequestCursor reached(
            PullRequestCursor cursor, JsonNode list, List<ObjectNode> wanted, Optional<Instant> nextMark) {
        long fresh =
                wanted.stream().filter(node -> number(node) > cursor.highest()).count();
        long highest =
                wanted.stream().mapToLong(PullRequestSource::number).max().orElse(0);
        return new PullRequestCursor(
                cursor.pass(),
                Wire.text(list.path("pageInfo"), "endCursor").orElse(null),
                cursor.mark(),
                nextMark.orElse(null),
                cursor.done() + (cursor.pass() == Pass.MEANWHILE ? fresh : wanted.size()),
                cursor.known() + fresh,
                cursor.highest(),
                Math.max(cursor.highestSeen(), highest));
    }

    private static long number(JsonNode pullRequest) {
        return pullRequest.path("number").asLong();
    }

    private FactBatch ledger(JsonNode list, PullRequestCursor reached) {
        LedgerEntry entry = new LedgerEntry(
                tool,
                repository.toString(),
                "pull requests",
                list.path("totalCount").isIntegralNumber()
                        ? list.path("totalCount").longValue()
                        : null,
                reached.known(),
                null);
        return new FactBatch(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(entry));
    }

    private record Capture(FactBatch facts, List<SyncProblem> problems) {}

    private Capture capture(List<ObjectNode> pullRequests, PullRequestMapper.Repository around) {
        FactBatch facts = FactBatch.empty();
        List<SyncProblem> problems = new ArrayList<>();
        for (ObjectNode pullRequest : pullRequests) {
            nested.complete(pullRequest);
            try {
                facts = facts.plus(mapper.map(pullRequest, around));
            } catch (Wire.WireException | IllegalArgumentException e) {
                SyncProblem problem = new SyncProblem(
                        around.name() + '#' + pullRequest.path("number").asText("?"),
                        Text.line(String.valueOf(e.getMessage()), 300));
                problems.add(problem);
                facts = facts.plus(lost(pullRequest, problem));
            }
        }
        return new Capture(facts, problems);
    }

    /** The line that {@link PullRequestLedger} replaces as soon as the pull request can be read. */
    private FactBatch lost(JsonNode pullRequest, SyncProblem problem) {
        String scope = Wire.text(pullRequest, "fullDatabaseId")
                .map(id -> new ArtifactId(tool, ArtifactKind.PULL_REQUEST, id).toString())
                .orElse(problem.item());
        LedgerEntry entry = new LedgerEntry(tool, scope, PullRequestLedger.MEASURE, 1L, 0, problem.reason());
        return new FactBatch(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(entry));
    }

    private Optional<Instant> latestChange() {
        JsonNode answer = client.ask(GraphQlQuery.LATEST_CHANGE, repository.variables());
        return Wire.nodes(answer.path("repository").path("pullRequests"))
                .findFirst()
                .map(node -> Wire.requiredInstant(node, "updatedAt"));
    }

    /** A page that is too heavy for GitHub is asked for in smaller portions. */
    private JsonNode page(PullRequestCursor cursor) {
        for (int size = pageSize; ; size /= 2) {
            ObjectNode variables = repository.variables();
            variables.put("first", size);
            variables.put("after", cursor.after());
            variables
                    .putObject("order")
                    .put("field", cursor.pass() == Pass.ALL ? "CREATED_AT" : "UPDATED_AT")
                    .put("direction", cursor.pass() == Pass.ALL ? "ASC" : "DESC");
            try {
                return client.ask(GraphQlQuery.PULL_REQUESTS, variables).path("repository");
            } catch (GraphQlClient.TooHeavyException e) {
                if (size == 1) {
                    throw e;
                }
            }
        }
    }
}
