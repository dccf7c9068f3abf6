package dev.millrace.github.releases;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.collect.Source;
import dev.millrace.collect.SourcePage;
import dev.millrace.collect.SyncProblem;
import dev.millrace.facts.ExistenceFact;
import dev.millrace.facts.FactBatch;
import dev.millrace.github.api.CursorTrail;
import dev.millrace.github.api.GitHubJson;
import dev.millrace.github.api.GraphQlClient;
import dev.millrace.github.api.GraphQlQuery;
import dev.millrace.github.api.RepositoryName;
import dev.millrace.github.api.ShownText;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ToolInstance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Releases and tags of one repository that stand for deployments: those that the configuration names; and if it names nothing and
 * the repository has no deployment, every release that is neither a draft nor a pre-release. As soon as there is a deployment, that was
 * a guess too many, and what was made by it is gone. Every run reads the whole list, a call for a hundred.
 */
public final class ReleaseSource implements Source {

    /** Where releases lead that stand for deployments unasked: its name says so beside every number. */
    public static final String UNASKED = "production (releases)";

    private static final String RELEASES = "";
    private static final String TAGS = "tags";

    private final ToolInstance tool;
    private final RepositoryName repository;
    private final GraphQlClient client;
    private final List<ReleaseDeployment> wanted;
    private final boolean unasked;
    private final ReleaseMapper mapper;
    private final CursorTrail pages = new CursorTrail();

    /**
     * For the releases of one repository.
     *
     * @param wanted which of them stand for deployments
     * @param otherwise whether the configuration names something else that does, such as runs
     */
    public ReleaseSource(
            ToolInstance tool,
            RepositoryName repository,
            GraphQlClient client,
            List<ReleaseDeployment> wanted,
            boolean otherwise) {
        this.tool = tool;
        this.repository = repository;
        this.client = client;
        this.wanted = List.copyOf(wanted);
        this.unasked = wanted.isEmpty() && !otherwise;
        this.mapper = new ReleaseMapper(tool);
    }

    @Override
    public String id() {
        return tool + "/" + repository + "/releases";
    }

    /** The state is the list that is read, a space, and the cursor in it; empty between two runs. */
    @Override
    public SourcePage read(Optional<String> state) {
        String position = state.orElse("");
        int space = position.indexOf(' ');
        String list = space < 0 ? RELEASES : position.substring(0, space);
        String after = space < 0 ? null : position.substring(space + 1);
        boolean tags = list.equals(TAGS);
        String cursor = after == null || after.isEmpty() ? null : after;
        JsonNode answer = client.ask(
                        tags ? GraphQlQuery.TAGS : GraphQlQuery.RELEASES,
                        repository.variables().put("after", cursor))
                .path("repository");
        String name = repository.called(GitHubJson.text(answer, "nameWithOwner").orElse(repository.toString()));
        boolean deploys =
                unasked && answer.path("deployments").path("totalCount").asLong() == 0;
        FactBatch facts = FactBatch.empty();
        List<SyncProblem> problems = new ArrayList<>();
        JsonNode page = answer.path(tags ? "refs" : "releases");
        long done = 0;
        for (JsonNode node : GitHubJson.nodes(page).toList()) {
            try {
                FactBatch made = tags ? tag(node, name) : release(node, name, deploys);
                done += made.snapshots().size();
                facts = facts.plus(made);
            } catch (GitHubJson.FieldException | IllegalArgumentException e) {
                problems.add(new SyncProblem(
                        repository + " release "
                                + ShownText.line(
                                        node.path("tagName")
                                                .asText(node.path("name").asText("?")),
                                        60),
                        ShownText.line(String.valueOf(e.getMessage()), 300)));
            }
        }
        JsonNode pageInfo = page.path("pageInfo");
        Optional<String> broken = pages.broken(tags ? "tags" : "releases", cursor, pageInfo);
        if (broken.isPresent()) {
            return SourcePage.stopping(facts, position, done, problems, broken.get());
        }
        boolean more = pageInfo.path("hasNextPage").asBoolean();
        boolean thenTags = !more && !tags && asksFor(ReleaseDeployment.Kind.TAG);
        String next = more ? list + ' ' + GitHubJson.requiredText(pageInfo, "endCursor") : thenTags ? TAGS + ' ' : "";
        return new SourcePage(facts, next, !more && !thenTags, done, OptionalLong.empty(), problems);
    }

    private boolean asksFor(ReleaseDeployment.Kind kind) {
        return wanted.stream().anyMatch(one -> one.kind() == kind);
    }

    private FactBatch release(JsonNode release, String name, boolean deploys) {
        Optional<String> environment = Optional.empty();
        boolean published = !release.path("isDraft").asBoolean()
                && GitHubJson.text(release, "publishedAt").isPresent();
        if (published && deploys && !release.path("isPrerelease").asBoolean()) {
            environment = Optional.of(UNASKED);
        } else if (published) {
            environment = environment(
                    ReleaseDeployment.Kind.RELEASE, release.path("tagName").asText());
        }
        if (environment.isPresent()) {
            return mapper.release(release, environment.get(), name);
        }
        Optional<ArtifactId> artifact = mapper.ofRelease(release);
        return artifact.map(id -> FactBatch.empty().with(new ExistenceFact.Gone(id)))
                .orElse(FactBatch.empty());
    }

    private FactBatch tag(JsonNode tag, String name) {
        return environment(ReleaseDeployment.Kind.TAG, tag.path("name").asText())
                .flatMap(environment -> mapper.tag(tag, environment, name))
                .orElse(FactBatch.empty());
    }

    private Optional<String> environment(ReleaseDeployment.Kind kind, String tag) {
        return wanted.stream()
                .filter(one -> one.kind() == kind && one.tag().matches(tag))
                .map(ReleaseDeployment::environment)
                .findFirst();
    }
}
