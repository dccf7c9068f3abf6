package dev.millrace.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.collect.SyncProblem;
import dev.millrace.facts.ExistenceFact;
import dev.millrace.facts.FactBatch;
import dev.millrace.facts.Watch;
import dev.millrace.github.api.GitHubJson;
import dev.millrace.github.api.GraphQlClient;
import dev.millrace.github.api.NestedPages;
import dev.millrace.github.api.Refusal;
import dev.millrace.github.api.RepositoryName;
import dev.millrace.github.api.ShownText;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.ToolInstance;
import dev.millrace.valuestream.OriginRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of pull requests, and what is said of those that are not, or not wholly, given: one that cannot be read costs nothing
 * but itself. It is marked incomplete and read again later.
 */
final class PullRequestCapture {

    private final ToolInstance tool;
    private final RepositoryName repository;
    private final NestedPages nested;
    private final PullRequestMapper mapper;
    private final Set<SyncProblem> said = new HashSet<>();
    private final Set<String> notes = new LinkedHashSet<>();

    PullRequestCapture(ToolInstance tool, RepositoryName repository, GraphQlClient client, OriginRules origins) {
        this.tool = tool;
        this.repository = repository;
        this.nested = NestedPages.ofPullRequests(client);
        this.mapper = new PullRequestMapper(tool, origins);
    }

    /** Facts, and what is missing in them. */
    record Captured(FactBatch facts, List<SyncProblem> problems) {

        static final Captured NOTHING = new Captured(FactBatch.empty(), List.of());

        Captured plus(Captured other) {
            List<SyncProblem> all = new ArrayList<>(problems);
            all.addAll(other.problems);
            return new Captured(facts.plus(other.facts), all);
        }
    }

    /**
     * What an answer says.
     *
     * @param wanted those of its pull requests that are to be stored
     */
    Captured of(PullRequestReader.PullRequestPage answer, List<ObjectNode> wanted) {
        String name = repository.called(
                GitHubJson.text(answer.around(), "nameWithOwner").orElse(repository.toString()));
        PullRequestMapper.Repository around = new PullRequestMapper.Repository(
                name,
                GitHubJson.text(answer.around().path("defaultBranchRef"), "name")
                        .orElse(null));
        Captured all = branch(name, answer.branchRefused());
        for (ObjectNode pullRequest : wanted) {
            all = all.plus(captured(pullRequest, around));
        }
        for (PullRequestReader.Missing missing : answer.missing()) {
            all = all.plus(lost(missing.who(), name, missing.reason()));
        }
        // what this page shows and an earlier run has stored is as incomplete as it was
        for (ObjectNode other : answer.nodes()) {
            if (!wanted.contains(other)) {
                all = all.plus(new Captured(FactBatch.empty(), refused(other, name)));
            }
        }
        return all;
    }

    private Captured captured(ObjectNode pullRequest, PullRequestMapper.Repository around) {
        nested.complete(pullRequest);
        try {
            return new Captured(mapper.map(pullRequest, around), refused(pullRequest, around.name()));
        } catch (GitHubJson.FieldException | IllegalArgumentException e) {
            return lost(pullRequest, around.name(), String.valueOf(e.getMessage()));
        }
    }

    private List<SyncProblem> refused(JsonNode pullRequest, String name) {
        List<SyncProblem> problems = new ArrayList<>();
        Refusal.of(pullRequest)
                .forEach((field, reason) -> problems.addAll(once(new SyncProblem(
                        key(pullRequest, name), "GitHub does not return its " + field + ": " + reason))));
        return problems;
    }

    /** The line of the ledger is replaced by {@link PullRequestLedger} as soon as the pull request can be read. */
    private Captured lost(JsonNode who, String name, String why) {
        SyncProblem problem = new SyncProblem(key(who, name), ShownText.line(why, 300));
        Optional<ArtifactId> artifact = artifact(who);
        FactBatch facts = artifact.map(id -> ledger(id, problem.reason()).with(new ExistenceFact.Unread(id)))
                .orElse(FactBatch.empty());
        Optional<String> handle = GitHubJson.text(who, "id");
        if (artifact.isPresent() && handle.isPresent()) {
            facts = facts.with(new Watch.Unfinished(artifact.get(), handle.get(), Watch.Reason.INCOMPLETE));
        }
        return new Captured(facts, once(problem));
    }

    private Captured branch(String name, @Nullable String refused) {
        return refused == null
                ? Captured.NOTHING
                : noted(name, "GitHub does not say which its default branch is: " + refused);
    }

    /** What this GitHub's schema does not have, said once for all pull requests. */
    Captured lacking(String fields) {
        return noted(repository.toString(), "this GitHub does not know " + fields + "; everything else is captured");
    }

    /** What is missing in every pull request; null if nothing is. */
    @Nullable String note() {
        return notes.isEmpty() ? null : String.join("; ", notes);
    }

    private Captured noted(String item, String what) {
        String reason = ShownText.line(what, 300);
        notes.add(reason);
        return new Captured(FactBatch.empty(), once(new SyncProblem(item, reason)));
    }

    private FactBatch ledger(ArtifactId artifact, String reason) {
        return FactBatch.of(new LedgerEntry(tool, artifact.toString(), PullRequestLedger.MEASURE, 1L, 0, reason));
    }

    private List<SyncProblem> once(SyncProblem problem) {
        return said.add(problem) ? List.of(problem) : List.of();
    }

    /** Its artifact; empty if that cannot be determined. */
    Optional<ArtifactId> artifact(JsonNode pullRequest) {
        return GitHubJson.text(pullRequest, "fullDatabaseId")
                .map(id -> new ArtifactId(tool, ArtifactKind.PULL_REQUEST, id));
    }

    private static String key(JsonNode who, String name) {
        return name
                + GitHubJson.text(who, "number")
                        .map(number -> '#' + number)
                        .orElseGet(() -> GitHubJson.text(who, "id")
                                .map(id -> ", pull request " + ShownText.line(id, 60))
                                .orElse(", a pull request"));
    }
}
