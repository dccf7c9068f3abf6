package dev.millrace.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.collect.Source;
import dev.millrace.collect.SourceException;
import dev.millrace.collect.SourcePage;
import dev.millrace.collect.SyncProblem;
import dev.millrace.facts.FactBatch;
import dev.millrace.github.Ancestry.Missing;
import dev.millrace.github.api.GitHubJson;
import dev.millrace.github.api.GraphQlClient;
import dev.millrace.github.api.RepositoryName;
import dev.millrace.github.api.ShownText;
import dev.millrace.github.api.TooHeavyException;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.ToolInstance;
import dev.millrace.valuestream.OriginRules;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The history of commits that were deployed to production and lie on no default branch: a release that was tagged on a maintenance
 * branch, a branch that was deployed before it was merged. Without it, the content of such a deployment is not known. Each is read
 * down to what is captured, and stored whole or not at all: half of a history would look like all of it.
 */
final class DeployedCommitSource implements Source {

    /** A page has a hundred commits and costs one question. */
    private static final int PAGES_PER_RUN = 300;

    private final ToolInstance tool;
    private final RepositoryName repository;
    private final GraphQlClient graphql;
    private final DeployedCommits deployed;
    private final CommitMapper mapper;
    /** What this run has to look at; null before its first page. */
    private @Nullable Deque<String> open;

    private int pages;

    DeployedCommitSource(
            ToolInstance tool,
            RepositoryName repository,
            GraphQlClient graphql,
            DeployedCommits deployed,
            OriginRules origins) {
        this.tool = tool;
        this.repository = repository;
        this.graphql = graphql;
        this.deployed = deployed;
        this.mapper = new CommitMapper(tool, origins);
    }

    /** What a source of that repository is called. */
    static String id(ToolInstance tool, RepositoryName repository) {
        return tool + "/" + repository + "/deployed-commits";
    }

    @Override
    public String id() {
        return id(tool, repository);
    }

    /** Reads one commit a page. */
    @Override
    public SourcePage read(Optional<String> state) {
        DeployedCommitCursor cursor = state.map(DeployedCommitCursor::parse).orElseGet(DeployedCommitCursor::start);
        String commit = pages < PAGES_PER_RUN ? next(cursor) : null;
        if (commit == null) {
            open = null;
            return end(cursor, deployed.uncaptured().size());
        }
        List<SyncProblem> problems = new ArrayList<>();
        FactBatch facts = FactBatch.empty();
        DeployedCommitCursor reached;
        Ancestry ancestry = new Ancestry(graphql, repository, deployed);
        try {
            List<JsonNode> history = ancestry.of(commit);
            for (JsonNode one : history) {
                facts = facts.plus(mapper.ofDeployed(one, ancestry.repositoryName()));
            }
            reached = cursor.read();
        } catch (Missing e) {
            problems.add(problem(commit, e));
            facts = FactBatch.empty();
            reached = cursor.unreadable(commit);
        } catch (SourceException | TooHeavyException | GitHubJson.FieldException | IllegalArgumentException e) {
            problems.add(problem(commit, e));
            facts = FactBatch.empty();
            reached = cursor.failed(commit);
        }
        pages += ancestry.pages();
        return new SourcePage(facts, reached.toString(), false, reached.done(), OptionalLong.empty(), problems);
    }

    /** The next that is not captured by now: what was deployed before lies behind what was deployed later as a rule. */
    private @Nullable String next(DeployedCommitCursor cursor) {
        Deque<String> rest = open;
        if (rest == null) {
            rest = new ArrayDeque<>(deployed.uncaptured());
            rest.removeAll(Set.copyOf(cursor.unreadable()));
            rest.removeAll(Set.copyOf(cursor.failed()));
            open = rest;
        }
        String commit = rest.poll();
        while (commit != null && deployed.captured(List.of(commit)).contains(commit)) {
            commit = rest.poll();
        }
        return commit;
    }

    private SyncProblem problem(String commit, RuntimeException e) {
        return new SyncProblem(
                repository + " deployed commit " + ShownText.line(commit, 64),
                ShownText.line(String.valueOf(e.getMessage()), 300));
    }

    private SourcePage end(DeployedCommitCursor cursor, int left) {
        LedgerEntry entry = new LedgerEntry(
                tool,
                repository.toString(),
                "deployed commits off the default branch",
                cursor.known() + cursor.done() + left,
                cursor.known() + cursor.done(),
                left == 0 ? null : "what these deployments contain is unknown");
        FactBatch facts = new FactBatch(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(entry));
        return new SourcePage(facts, cursor.next().toString(), true, cursor.done(), OptionalLong.empty(), List.of());
    }
}
