package dev.millrace.github.issues;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.collect.InventorySource;
import dev.millrace.collect.NamedItemsSource;
import dev.millrace.collect.SourceException;
import dev.millrace.collect.SourcePage;
import dev.millrace.collect.SyncProblem;
import dev.millrace.facts.ExistenceFact;
import dev.millrace.facts.FactBatch;
import dev.millrace.facts.Watch;
import dev.millrace.github.api.CursorTrail;
import dev.millrace.github.api.GitHubJson;
import dev.millrace.github.api.GraphQlClient;
import dev.millrace.github.api.GraphQlQuery;
import dev.millrace.github.api.NestedPages;
import dev.millrace.github.api.RepositoryName;
import dev.millrace.github.api.ShownText;
import dev.millrace.github.api.TooHeavyException;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.InventoryEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The issues of one repository, the longest unchanged first: what changes while a pass runs goes to its end and is met there. A change
 * of a project's status does not touch the issue, so open issues are read again by every run.
 */
public final class IssueSource implements InventorySource, NamedItemsSource {

    private static final Duration OVERLAP = Duration.ofMinutes(2);
    private static final int PAGE = 50;
    private static final int VISITS_PER_RUN = 500;

    private final ToolInstance tool;
    private final RepositoryName repository;
    private final GraphQlClient client;
    private final IssueReader reader;
    private final IssueMapper mapper;
    private final NestedPages nested;
    private final CursorTrail pages = new CursorTrail();
    private final CursorTrail rolls = new CursorTrail();

    /**
     * For the issues of one repository.
     *
     * @param project the number of the project whose status counts; empty for the one that an issue was added to first
     */
    public IssueSource(ToolInstance tool, RepositoryName repository, GraphQlClient client, OptionalInt project) {
        this.tool = tool;
        this.repository = repository;
        this.client = client;
        this.reader = new IssueReader(repository, client);
        this.mapper = new IssueMapper(tool, project);
        this.nested = NestedPages.ofIssues(client);
    }

    @Override
    public String id() {
        return tool + "/" + repository + "/issues";
    }

    @Override
    public SourcePage read(Optional<String> state) {
        IssueCursor cursor = state.map(IssueCursor::parse).orElse(IssueCursor.START);
        Instant since = cursor.mark() == null ? null : cursor.mark().minus(OVERLAP);
        List<String> lackedBefore = client.lacking();
        IssueReader.IssuePage answer = reader.page(since, cursor.after(), PAGE);
        Captured captured = capture(answer.issues(), answer.name());
        for (IssueReader.Missing missing : answer.missing()) {
            captured = captured.plus(lost(missing.who(), missing.reason()));
        }
        captured = captured.plus(new Captured(FactBatch.empty(), reader.problems()))
                .plus(lacking(lackedBefore));
        JsonNode pageInfo = answer.list().path("pageInfo");
        Optional<String> broken = pages.broken("issues", cursor.after(), pageInfo);
        if (broken.isPresent()) {
            return SourcePage.stopping(
                    captured.facts(), cursor.toString(), cursor.done(), captured.problems(), broken.get());
        }
        boolean last = !pageInfo.path("hasNextPage").asBoolean();
        Instant latest = answer.issues().stream()
                .flatMap(issue -> GitHubJson.instant(issue, "updatedAt").stream())
                .max(Comparator.naturalOrder())
                .orElse(null);
        // the overlap is read by every pass; what is met there again is nothing new
        long fresh = answer.issues().stream()
                .filter(issue -> cursor.mark() == null
                        || GitHubJson.instant(issue, "updatedAt")
                                .filter(at -> !at.isAfter(cursor.mark()))
                                .isEmpty())
                .count();
        IssueCursor reached =
                cursor.behind(last ? null : GitHubJson.requiredText(pageInfo, "endCursor"), latest, fresh);
        long total = answer.list().path("totalCount").asLong();
        SourcePage page = new SourcePage(
                captured.facts(),
                (last ? reached.end() : reached).toString(),
                last,
                reached.done(),
                cursor.mark() == null ? OptionalLong.of(total) : OptionalLong.empty(),
                captured.problems());
        return last && cursor.mark() == null && total > 0
                ? page.with(new LedgerEntry(tool, repository.toString(), "issues", total, reached.done(), null))
                : page;
    }

    private record Captured(FactBatch facts, List<SyncProblem> problems) {
        Captured plus(Captured other) {
            List<SyncProblem> all = new ArrayList<>(problems);
            all.addAll(other.problems);
            return new Captured(facts.plus(other.facts), all);
        }
    }

    /** What this GitHub turned out not to have, said once: the fields are left out of every query from then on. */
    private Captured lacking(List<String> before) {
        List<String> fields = new ArrayList<>(client.lacking());
        fields.removeAll(before);
        return fields.isEmpty()
                ? new Captured(FactBatch.empty(), List.of())
                : new Captured(
                        FactBatch.empty(),
                        List.of(new SyncProblem(
                                repository + " issues",
                                "this GitHub does not have " + String.join(", ", fields)
                                        + "; the issues are stored without")));
    }

    private Captured capture(List<ObjectNode> issues, String name) {
        Map<String, IssueMapper.Extras> extras = reader.extras(issues);
        Captured all = new Captured(FactBatch.empty(), List.of());
        for (ObjectNode issue : issues) {
            nested.complete(issue);
            try {
                IssueMapper.Extras own = extras.getOrDefault(
                        issue.path("id").asText(),
                        new IssueMapper.Extras(MissingNode.getInstance(), MissingNode.getInstance()));
                all = all.plus(new Captured(mapper.map(issue, own, name), List.of()));
            } catch (GitHubJson.FieldException | IllegalArgumentException e) {
                all = all.plus(lost(issue, String.valueOf(e.getMessage())));
            }
        }
        return all;
    }

    private Captured lost(JsonNode who, String why) {
        String reason = ShownText.line(why, 300);
        String number = GitHubJson.text(who, "number").map(n -> "#" + n).orElse(", an issue");
        FactBatch facts = FactBatch.empty();
        Optional<ArtifactId> artifact = mapper.artifact(who);
        Optional<String> handle = GitHubJson.text(who, "id");
        if (artifact.isPresent() && handle.isPresent()) {
            facts = FactBatch.of(new LedgerEntry(tool, artifact.get().toString(), IssueMapper.MEASURE, 1L, 0, reason))
                    .with(new ExistenceFact.Unread(artifact.get()))
                    .with(new Watch.Unfinished(artifact.get(), handle.get(), Watch.Reason.INCOMPLETE));
        }
        return new Captured(facts, List.of(new SyncProblem(repository + number, reason)));
    }

    @Override
    public int visitsAtOnce() {
        return PAGE;
    }

    @Override
    public int visitsPerRun() {
        return VISITS_PER_RUN;
    }

    @Override
    public Revisit visit(List<InventoryEntry> items) {
        ObjectNode variables = repository.variables();
        ArrayNode ids = variables.putArray("ids");
        items.forEach(item -> ids.add(item.handle()));
        GraphQlClient.Response answer;
        try {
            answer = client.answer(GraphQlQuery.ISSUES_BY_ID, variables);
        } catch (TooHeavyException e) {
            return halves(items, e);
        }
        String name = repository.called(GitHubJson.text(answer.data().path("repository"), "nameWithOwner")
                .orElse(repository.toString()));
        Set<ArtifactId> absent = new HashSet<>();
        items.forEach(item -> absent.add(item.artifact()));
        List<ObjectNode> found = new ArrayList<>();
        for (ObjectNode issue : IssueReader.objects(answer.data().path("nodes"))) {
            mapper.artifact(issue).filter(absent::remove).ifPresent(known -> found.add(issue));
        }
        List<SyncProblem> problems = new ArrayList<>();
        // one that GitHub refuses is there
        answer.errors().failures().stream()
                .filter(failure -> failure.path().size() == 2)
                .forEach(failure -> {
                    int index = Integer.parseInt(failure.path().get(1));
                    InventoryEntry item = items.get(index);
                    if (absent.remove(item.artifact())) {
                        problems.add(new SyncProblem(
                                repository + ", an issue " + ShownText.line(item.handle(), 60), failure.text()));
                    }
                });
        Captured captured = capture(found, name);
        problems.addAll(captured.problems());
        return new Revisit(captured.facts(), absent, problems);
    }

    private Revisit halves(List<InventoryEntry> items, TooHeavyException reason) {
        int half = items.size() / 2;
        if (half == 0) {
            throw reason;
        }
        Revisit one = visit(items.subList(0, half));
        Revisit other = visit(items.subList(half, items.size()));
        Set<ArtifactId> absent = new HashSet<>(one.absent());
        absent.addAll(other.absent());
        List<SyncProblem> problems = new ArrayList<>(one.problems());
        problems.addAll(other.problems());
        return new Revisit(one.facts().plus(other.facts()), absent, problems);
    }

    @Override
    public InventoryPage inventory(Optional<String> state) {
        @Nullable String after = state.filter(text -> !text.isEmpty()).orElse(null);
        JsonNode list = reader.ids(null, after, 100, "CREATED_AT");
        List<InventoryEntry> there = new ArrayList<>();
        GitHubJson.nodes(list)
                .forEach(node -> mapper.artifact(node)
                        .ifPresent(artifact ->
                                there.add(new InventoryEntry(artifact, GitHubJson.requiredText(node, "id")))));
        rolls.broken("issues", after, list.path("pageInfo")).ifPresent(broken -> {
            throw new SourceException(broken);
        });
        boolean last = !list.path("pageInfo").path("hasNextPage").asBoolean();
        return new InventoryPage(there, last ? "" : GitHubJson.requiredText(list.path("pageInfo"), "endCursor"), last);
    }
}
