package dev.millrace.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.collect.InventorySource;
import dev.millrace.collect.NamedItemsSource;
import dev.millrace.collect.Source;
import dev.millrace.collect.SourceException;
import dev.millrace.collect.SourcePage;
import dev.millrace.github.PullRequestCapture.Captured;
import dev.millrace.github.PullRequestCursor.Pass;
import dev.millrace.github.api.CursorTrail;
import dev.millrace.github.api.GitHubJson;
import dev.millrace.github.api.GraphQlClient;
import dev.millrace.github.api.GraphQlQuery;
import dev.millrace.github.api.RepositoryName;
import dev.millrace.github.api.TooHeavyException;
import dev.millrace.http.HttpException;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.InventoryEntry;
import dev.millrace.valuestream.OriginRules;
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
 * The pull requests of one repository. No single order is stable while people work, so there are two passes.
 *
 * <p>The first goes through all of them by creation, newest first, because what is recent matters before it has ended: a change
 * moves nothing, and what is created meanwhile stands in front, where the next pass finds it. Every further pass takes what changed, newest first, down to the instant at which the pass before <em>began</em>: what
 * changes while a pass runs jumps to the front of the list, where that pass does not look again and the next one does. Two minutes
 * are read twice, because a server may show a change a little late.
 */
final class PullRequestSource implements InventorySource, NamedItemsSource {

    private static final Duration OVERLAP = Duration.ofMinutes(2);

    /** As heavy for GitHub as a page is. */
    private static final int VISITS_AT_ONCE = 20;

    private static final int VISITS_PER_RUN = 5 * VISITS_AT_ONCE;

    private final ToolInstance tool;
    private final RepositoryName repository;
    private final GraphQlClient client;
    private final PullRequestReader reader;
    private final PullRequestCapture capture;
    private final CursorTrail pages = new CursorTrail();
    private final CursorTrail rolls = new CursorTrail();

    PullRequestSource(
            ToolInstance tool, RepositoryName repository, int pageSize, GraphQlClient client, OriginRules origins) {
        this.tool = tool;
        this.repository = repository;
        this.client = client;
        this.reader = new PullRequestReader(repository, pageSize, client);
        this.capture = new PullRequestCapture(tool, repository, client, origins);
    }

    @Override
    public String id() {
        return tool + "/" + repository + "/pull-requests";
    }

    @Override
    public SourcePage read(Optional<String> state) {
        PullRequestCursor cursor =
                state.map(PullRequestCursor::parse).orElseGet(() -> PullRequestCursor.start(latestChange()));
        PullRequestReader.PullRequestPage answer = reader.page(cursor);
        JsonNode list = answer.list();
        List<ObjectNode> nodes = answer.nodes();
        Optional<Instant> nextMark = Optional.ofNullable(cursor.nextMark())
                .or(() ->
                        nodes.stream().flatMap(node -> updatedAt(node).stream()).findFirst());
        List<ObjectNode> wanted =
                nodes.stream().filter(node -> isWanted(node, cursor)).toList();
        boolean end = !list.path("pageInfo").path("hasNextPage").asBoolean() || wanted.size() < nodes.size();

        Optional<String> broken =
                end ? Optional.empty() : pages.broken("pull requests", cursor.after(), list.path("pageInfo"));
        Captured captured = capture.of(answer, wanted).plus(lacking());
        if (broken.isPresent()) {
            return SourcePage.stopping(
                    captured.facts(),
                    cursor.marked(nextMark).toString(),
                    cursor.done(),
                    captured.problems(),
                    broken.get());
        }
        PullRequestCursor reached = reached(cursor, list, wanted, nextMark);
        boolean nothingAtAll = reached.nextMark() == null;
        // the first pass is followed at once by one for what changed meanwhile
        boolean last = end && (cursor.pass() != Pass.FIRST || nothingAtAll);
        SourcePage page = new SourcePage(
                captured.facts(),
                (end && !nothingAtAll ? reached.next() : reached).toString(),
                last,
                reached.done(),
                cursor.pass() == Pass.CHANGES
                        ? OptionalLong.empty()
                        : OptionalLong.of(list.path("totalCount").asLong()),
                captured.problems());
        return end ? page.with(ledger(list, reached)) : page;
    }

    /** One pull request before all others, wherever the reading of the rest has got to; that stays where it is. */
    Source before(int number) {
        return new Source() {
            @Override
            public String id() {
                return PullRequestSource.this.id();
            }

            @Override
            public SourcePage read(Optional<String> state) {
                PullRequestReader.PullRequestPage answer = reader.unknown(number);
                Captured captured = capture.of(answer, answer.nodes()).plus(lacking());
                return new SourcePage(
                        captured.facts(),
                        state.orElseGet(
                                () -> PullRequestCursor.start(latestChange()).toString()),
                        true,
                        1,
                        OptionalLong.empty(),
                        captured.problems());
            }
        };
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
    public Revisit visit(List<InventoryEntry> items) {
        Set<ArtifactId> absent = new HashSet<>();
        items.forEach(item -> absent.add(item.artifact()));
        Captured captured =
                byId(items.stream().filter(item -> numberIn(item).isEmpty()).toList(), absent);
        for (InventoryEntry item : items) {
            OptionalInt number = numberIn(item);
            if (number.isPresent()) {
                captured = captured.plus(byNumber(item, number.getAsInt(), absent));
            }
        }
        captured = captured.plus(lacking());
        return new Revisit(captured.facts(), absent, captured.problems());
    }

    /** Items known only from the store are requested by the number in their key; node ids have no such sign. */
    private static OptionalInt numberIn(InventoryEntry item) {
        int sign = item.handle().lastIndexOf('#');
        return sign < 0
                ? OptionalInt.empty()
                : OptionalInt.of(Integer.parseInt(item.handle().substring(sign + 1)));
    }

    /** Halves what takes GitHub too long, so that one that it never gives keeps out no other. */
    private Captured byId(List<InventoryEntry> items, Set<ArtifactId> absent) {
        if (items.isEmpty()) {
            return Captured.NOTHING;
        }
        try {
            return captured(reader.byId(items), absent);
        } catch (TooHeavyException e) {
            int half = items.size() / 2;
            return half == 0
                    ? lost(items.get(0), e, absent)
                    : byId(items.subList(0, half), absent).plus(byId(items.subList(half, items.size()), absent));
        }
    }

    private Captured byNumber(InventoryEntry item, int number, Set<ArtifactId> absent) {
        try {
            return captured(reader.byNumber(item, number), absent);
        } catch (TooHeavyException e) {
            return lost(item, e, absent);
        }
    }

    /** It is left out only if GitHub answers anything at all. */
    private Captured lost(InventoryEntry item, TooHeavyException reason, Set<ArtifactId> absent) {
        JsonNode around;
        try {
            around = client.ask(GraphQlQuery.LATEST_CHANGE, repository.variables())
                    .path("repository");
        } catch (HttpException | TooHeavyException e) {
            throw reason;
        }
        return captured(
                new PullRequestReader.PullRequestPage(
                        around,
                        MissingNode.getInstance(),
                        List.of(),
                        List.of(PullRequestReader.missing(item, String.valueOf(reason.getMessage()))),
                        null),
                absent);
    }

    private Captured captured(PullRequestReader.PullRequestPage answer, Set<ArtifactId> absent) {
        answer.missing().forEach(missing -> capture.artifact(missing.who()).ifPresent(absent::remove));
        return capture.of(answer, wanted(answer.nodes(), absent));
    }

    private Captured lacking() {
        return reader.lacking().map(capture::lacking).orElse(Captured.NOTHING);
    }

    /** Those that were requested, which are then no longer absent. */
    private List<ObjectNode> wanted(List<ObjectNode> nodes, Set<ArtifactId> absent) {
        List<ObjectNode> wanted = new ArrayList<>();
        for (ObjectNode pullRequest : nodes) {
            if (capture.artifact(pullRequest).filter(absent::remove).isPresent()) {
                wanted.add(pullRequest);
            }
        }
        return wanted;
    }

    @Override
    public InventoryPage inventory(Optional<String> state) {
        RollCursor cursor = state.map(RollCursor::parse).orElse(RollCursor.START);
        JsonNode list = client.ask(GraphQlQuery.PULL_REQUEST_IDS, reader.inventory(cursor.after()))
                .path("repository")
                .path("pullRequests");
        List<InventoryEntry> there = new ArrayList<>();
        GitHubJson.nodes(list)
                .forEach(node -> capture.artifact(node)
                        .ifPresent(artifact ->
                                there.add(new InventoryEntry(artifact, GitHubJson.requiredText(node, "id")))));
        long listed = cursor.listed() + GitHubJson.nodes(list).count();
        rolls.broken("pull requests", cursor.after(), list.path("pageInfo")).ifPresent(broken -> {
            throw new SourceException(broken);
        });
        boolean last = !list.path("pageInfo").path("hasNextPage").asBoolean();
        if (last && listed < list.path("totalCount").asLong()) {
            throw new SourceException("GitHub counts " + list.path("totalCount").asLong() + " pull requests and lists "
                    + listed + ", so what is not listed need not be gone");
        }
        return new InventoryPage(
                there,
                last
                        ? ""
                        : new RollCursor(GitHubJson.requiredText(list.path("pageInfo"), "endCursor"), listed)
                                .toString(),
                last);
    }

    private static boolean isWanted(JsonNode pullRequest, PullRequestCursor cursor) {
        Instant mark = cursor.mark();
        return cursor.pass() == Pass.FIRST
                || mark == null
                || updatedAt(pullRequest)
                        .filter(at -> at.isBefore(mark.minus(OVERLAP)))
                        .isEmpty();
    }

    /** When it changed last; empty if that cannot be read, which is reported when it is stored. */
    private static Optional<Instant> updatedAt(JsonNode pullRequest) {
        try {
            return GitHubJson.instant(pullRequest, "updatedAt");
        } catch (GitHubJson.FieldException e) {
            return Optional.empty();
        }
    }

    private PullRequestCursor reached(
            PullRequestCursor cursor, JsonNode list, List<ObjectNode> wanted, Optional<Instant> nextMark) {
        long fresh =
                wanted.stream().filter(node -> number(node) > cursor.highest()).count();
        long highest =
                wanted.stream().mapToLong(PullRequestSource::number).max().orElse(0);
        return new PullRequestCursor(
                cursor.pass(),
                GitHubJson.text(list.path("pageInfo"), "endCursor").orElse(null),
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

    private LedgerEntry ledger(JsonNode list, PullRequestCursor reached) {
        return new LedgerEntry(
                tool,
                repository.toString(),
                "pull requests",
                list.path("totalCount").isIntegralNumber()
                        ? list.path("totalCount").longValue()
                        : null,
                reached.known(),
                capture.note());
    }

    private Optional<Instant> latestChange() {
        JsonNode answer = client.ask(GraphQlQuery.LATEST_CHANGE, repository.variables());
        return GitHubJson.nodes(answer.path("repository").path("pullRequests"))
                .findFirst()
                .map(node -> GitHubJson.requiredInstant(node, "updatedAt"));
    }
}
