package dev.millrace.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.collect.SourceException;
import dev.millrace.collect.SourcePage;
import dev.millrace.collect.SweepingSource;
import dev.millrace.collect.SyncProblem;
import dev.millrace.github.PullRequestCursor.Pass;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.FactBatch;
import dev.millrace.store.Listed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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
final class PullRequestSource implements SweepingSource {

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
    public Visit visit(List<Listed> items) {
        Set<ArtifactId> absent = new HashSet<>();
        items.forEach(item -> absent.add(item.artifact()));
        List<Listed> byId =
                items.stream().filter(item -> numberIn(item).isEmpty()).toList();
        Capture capture = byId.isEmpty() ? new Capture(FactBatch.empty(), List.of()) : found(byId, absent);
        FactBatch facts = capture.facts();
        List<SyncProblem> problems = new ArrayList<>(capture.problems());
        for (Listed item : items) {
            OptionalInt number = numberIn(item);
            if (number.isPresent()) {
                ObjectNode variables = repository.variables().put("number", number.getAsInt());
                JsonNode answer = client.ask(GraphQlQuery.PULL_REQUEST_BY_NUMBER, variables)
                        .path("repository");
                Capture one = capture(wanted(List.of(answer.path("pullRequest")), absent), around(answer));
                facts = facts.plus(one.facts());
                problems.addAll(one.problems());
            }
        }
        return new Visit(facts, absent, problems);
    }

    /** What is only known from the store is asked for by the number in its key; node ids have no such sign. */
    private static OptionalInt numberIn(Listed item) {
        int sign = item.handle().lastIndexOf('#');
        return sign < 0
                ? OptionalInt.empty()
                : OptionalInt.of(Integer.parseInt(item.handle().substring(sign + 1)));
    }

    private Capture found(List<Listed> items, Set<ArtifactId> absent) {
        ObjectNode variables = repository.variables();
        ArrayNode ids = variables.putArray("ids");
        items.forEach(item -> ids.add(item.handle()));
        JsonNode answer = client.ask(GraphQlQuery.PULL_REQUESTS_BY_ID, variables);
        return capture(wanted(answer.path("nodes"), absent), around(answer.path("repository")));
    }

    /** Those that were asked for, which are then absent no more. */
    private List<ObjectNode> wanted(Iterable<JsonNode> nodes, Set<ArtifactId> absent) {
        List<ObjectNode> wanted = new ArrayList<>();
        for (JsonNode node : nodes) {
            if (node instanceof ObjectNode pullRequest
                    && artifact(pullRequest).filter(absent::remove).isPresent()) {
                wanted.add(pullRequest);
            }
        }
        return wanted;
    }

    private Optional<ArtifactId> artifact(JsonNode pullRequest) {
        return Wire.text(pullRequest, "fullDatabaseId").map(id -> new ArtifactId(tool, ArtifactKind.PULL_REQUEST, id));
    }

    @Override
    public Roll roll(Optional<String> state) {
        RollCursor cursor = state.map(RollCursor::parse).orElse(RollCursor.START);
        JsonNode list = client.ask(
                        GraphQlQuery.PULL_REQUEST_IDS, repository.variables().put("after", cursor.after()))
                .path("repository")
                .path("pullRequests");
        List<Listed> there = new ArrayList<>();
        Wire.nodes(list)
                .forEach(node -> artifact(node)
                        .ifPresent(artifact -> there.add(new Listed(artifact, Wire.requiredText(node, "id")))));
        long listed = cursor.listed() + Wire.nodes(list).count();
        boolean last = !list.path("pageInfo").path("hasNextPage").asBoolean();
        if (last && listed < list.path("totalCount").asLong()) {
            throw new SourceException("GitHub counts " + list.path("totalCount").asLong() + " pull requests and lists "
                    + listed + ", so what is not listed need not be gone");
        }
        return new Roll(
                there,
                last ? "" : new RollCursor(Wire.requiredText(list.path("pageInfo"), "endCursor"), listed).toString(),
                last);
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
