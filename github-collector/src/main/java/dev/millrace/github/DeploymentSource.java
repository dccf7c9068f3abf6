package dev.millrace.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.collect.SourcePage;
import dev.millrace.collect.SweepingSource;
import dev.millrace.collect.SyncProblem;
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
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GitHub;

/**
 * The deployments of one repository with their statuses. GitHub lists them by creation only and cannot tell which have changed, so
 * every run goes through the whole list (one call for a hundred) and reads the statuses (one call each) of those that were updated
 * since the last run began.
 */
final class DeploymentSource implements SweepingSource {

    private static final Duration OVERLAP = Duration.ofMinutes(2);
    private static final int LIST_PAGE = 100;
    /** After so many status calls, or so many pages of the list, what was read is stored. */
    private static final int STATUSES_PER_PAGE = 50;

    private static final int LISTED_PER_PAGE = 1_000;
    /** Each costs two calls. */
    private static final int VISITS_PER_RUN = 25;

    private final ToolInstance tool;
    private final RepositoryName repository;
    private final Supplier<GitHub> gitHub;
    private final GraphQlClient graphql;
    private final DeploymentMapper mapper;

    /** A list that is open at the state handed out last: the next page need not begin at the top again. */
    private @Nullable DeploymentReader open;

    private @Nullable String openAt;

    DeploymentSource(ToolInstance tool, RepositoryName repository, Supplier<GitHub> gitHub, GraphQlClient graphql) {
        this.tool = tool;
        this.repository = repository;
        this.gitHub = gitHub;
        this.graphql = graphql;
        this.mapper = new DeploymentMapper(tool);
    }

    @Override
    public String id() {
        return tool + "/" + repository + "/deployments";
    }

    @Override
    public SourcePage read(Optional<String> state) {
        DeploymentCursor cursor = state.map(DeploymentCursor::parse).orElseGet(DeploymentCursor::start);
        DeploymentReader reader = reader(state);
        // whatever fails from here on, the list is not where the state says
        open = null;
        Page page = new Page(reader, cursor);
        page.read();
        if (page.end) {
            return end(page);
        }
        DeploymentCursor reached = page.reached();
        open = reader;
        openAt = reached.toString();
        return new SourcePage(
                page.facts, reached.toString(), false, reached.done(), OptionalLong.empty(), page.problems);
    }

    @Override
    public int visitsAtOnce() {
        return VISITS_PER_RUN;
    }

    @Override
    public int visitsPerRun() {
        return VISITS_PER_RUN;
    }

    @Override
    public Visit visit(List<Listed> items) {
        DeploymentReader reader = DeploymentReader.open(gitHub.get(), repository);
        FactBatch facts = FactBatch.empty();
        List<SyncProblem> problems = new ArrayList<>();
        Set<ArtifactId> absent = new HashSet<>();
        for (Listed item : items) {
            Optional<DeploymentReader.Deployment> found =
                    reader.find(item.artifact().nativeId());
            if (found.isEmpty()) {
                absent.add(item.artifact());
                continue;
            }
            try {
                facts = facts.plus(
                        mapper.map(found.get().json(), reader.statuses(found.get()), reader.repositoryName()));
            } catch (Wire.WireException | IllegalArgumentException e) {
                problems.add(new SyncProblem(
                        repository + " deployment " + item.artifact().nativeId(),
                        Text.line(String.valueOf(e.getMessage()), 300)));
            }
        }
        return new Visit(facts, absent, problems);
    }

    /** All on one page: a list of a hundred a call, which no call can continue that another process began. */
    @Override
    public Roll roll(Optional<String> state) {
        DeploymentReader reader = DeploymentReader.open(gitHub.get(), repository);
        List<Listed> there = new ArrayList<>();
        while (reader.hasNext()) {
            String id = Wire.requiredText(reader.next().json(), "id");
            there.add(new Listed(new ArtifactId(tool, ArtifactKind.DEPLOYMENT, id), id));
        }
        return new Roll(there, "", true);
    }

    private DeploymentReader reader(Optional<String> state) {
        DeploymentReader reader = open;
        return reader != null && state.isPresent() && state.get().equals(openAt)
                ? reader
                : DeploymentReader.open(gitHub.get(), repository);
    }

    private SourcePage end(Page page) {
        DeploymentCursor reached = page.reached();
        JsonNode total = graphql.ask(GraphQlQuery.DEPLOYMENT_COUNT, repository.variables())
                .path("repository")
                .path("deployments")
                .path("totalCount");
        Long expected = total.isIntegralNumber() ? (Long) total.longValue() : null;
        LedgerEntry entry =
                new LedgerEntry(tool, repository.toString(), "deployments", expected, reached.listed(), null);
        FactBatch facts =
                page.facts.plus(new FactBatch(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(entry)));
        long missing = expected == null ? 0 : Math.max(0, expected - reached.listed());
        return new SourcePage(
                facts, reached.next(missing).toString(), true, reached.done(), OptionalLong.empty(), page.problems);
    }

    /** What one call of {@link #read} gathers. */
    private final class Page {

        private final DeploymentReader reader;
        private final DeploymentCursor from;
        private final List<SyncProblem> problems = new ArrayList<>();
        private FactBatch facts = FactBatch.empty();
        private @Nullable Instant nextMark;
        private @Nullable Long below;
        private long listed;
        private long done;
        private boolean end;

        Page(DeploymentReader reader, DeploymentCursor from) {
            this.reader = reader;
            this.from = from;
            this.nextMark = from.nextMark();
            this.below = from.below();
        }

        void read() {
            while (done < STATUSES_PER_PAGE && listed < LISTED_PER_PAGE) {
                if (!reader.hasNext()) {
                    end = true;
                    return;
                }
                DeploymentReader.Deployment deployment = reader.next();
                long id = deployment.json().path("id").asLong();
                // dealt with by an earlier page of this run, or pushed down the list by a new one
                if (below == null || id < below) {
                    listed++;
                    deal(deployment);
                    below = id;
                }
            }
        }

        private void deal(DeploymentReader.Deployment deployment) {
            try {
                Instant updated = Wire.requiredInstant(deployment.json(), "updated_at");
                // the first page alone: it was listed in one moment, at the beginning
                if (from.listed() + listed <= LIST_PAGE && (nextMark == null || updated.isAfter(nextMark))) {
                    nextMark = updated;
                }
                Instant mark = from.mark();
                if (mark == null || !updated.isBefore(mark.minus(OVERLAP))) {
                    done++;
                    facts = facts.plus(
                            mapper.map(deployment.json(), reader.statuses(deployment), reader.repositoryName()));
                }
            } catch (Wire.WireException | IllegalArgumentException e) {
                problems.add(new SyncProblem(
                        repository + " deployment "
                                + deployment.json().path("id").asText("?"),
                        Text.line(String.valueOf(e.getMessage()), 300)));
            }
        }

        DeploymentCursor reached() {
            return new DeploymentCursor(
                    from.mark(), nextMark, below, from.listed() + listed, from.done() + done, from.missing());
        }
    }
}
