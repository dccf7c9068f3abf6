package dev.millrace.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.collect.InventorySource;
import dev.millrace.collect.NamedItemsSource;
import dev.millrace.collect.SourcePage;
import dev.millrace.collect.SyncProblem;
import dev.millrace.facts.ExistenceFact;
import dev.millrace.facts.FactBatch;
import dev.millrace.facts.Watch;
import dev.millrace.github.api.GitHubJson;
import dev.millrace.github.api.GraphQlClient;
import dev.millrace.github.api.GraphQlQuery;
import dev.millrace.github.api.RepositoryName;
import dev.millrace.github.api.ShownText;
import dev.millrace.http.HttpStatusException;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.InventoryEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GitHub;

/**
 * The deployments of one repository with their statuses. GitHub lists them by creation only and does not report which have changed, so
 * every run goes through the whole list (one call for a hundred) and reads the statuses (one query for a hundred) of those that were
 * updated since the last run began.
 */
final class DeploymentSource implements InventorySource, NamedItemsSource {

    private static final Duration OVERLAP = Duration.ofMinutes(2);
    private static final int LIST_PAGE = 100;
    /** After the statuses of so many, or so many pages of the list, what was read is stored. */
    private static final int STATUSES_PER_PAGE = 100;

    private static final int LISTED_PER_PAGE = 1_000;
    /** Each costs a call, and all of them one more. */
    private static final int VISITS_PER_RUN = 25;

    private static final int NOT_FOUND = 404;
    private static final int SERVER_ERROR = 500;
    /** If more than so many in a row get no answer, it is GitHub that is down, and not they that are bad. */
    private static final int MOST_UNANSWERED = 3;

    private final ToolInstance tool;
    private final RepositoryName repository;
    private final Supplier<GitHub> gitHub;
    private final GraphQlClient graphql;
    private final DeploymentStatuses statuses;
    private final DeploymentMapper mapper;

    /** A list that is open at the state handed out last: the next page need not begin at the top again. */
    private @Nullable OpenList open;

    private @Nullable String openAt;

    private int unanswered;

    DeploymentSource(ToolInstance tool, RepositoryName repository, Supplier<GitHub> gitHub, GraphQlClient graphql) {
        this.tool = tool;
        this.repository = repository;
        this.gitHub = gitHub;
        this.graphql = graphql;
        this.statuses = new DeploymentStatuses(graphql);
        this.mapper = new DeploymentMapper(tool);
    }

    @Override
    public String id() {
        return tool + "/" + repository + "/deployments";
    }

    @Override
    public SourcePage read(Optional<String> state) {
        DeploymentCursor cursor = state.map(DeploymentCursor::parse).orElseGet(DeploymentCursor::start);
        OpenList list = list(state, cursor);
        // whatever fails from here on, the list is not where the state says
        open = null;
        Page page = new Page(list, cursor);
        page.read();
        if (page.end) {
            return end(page);
        }
        DeploymentCursor reached = page.reached();
        if (page.endless) {
            return SourcePage.stopping(
                    page.facts,
                    reached.toString(),
                    reached.done(),
                    page.problems,
                    "GitHub lists deployments again that it has listed before, so the list has no end");
        }
        open = list;
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
    public Revisit visit(List<InventoryEntry> items) {
        DeploymentReader reader = DeploymentReader.open(gitHub.get(), repository);
        FactBatch facts = FactBatch.empty();
        List<SyncProblem> problems = new ArrayList<>();
        Set<ArtifactId> absent = new HashSet<>();
        List<DeploymentReader.Deployment> there = new ArrayList<>();
        for (InventoryEntry item : items) {
            reader.find(item.artifact().nativeId()).ifPresentOrElse(there::add, () -> absent.add(item.artifact()));
        }
        for (Read read : all(reader, there)) {
            facts = facts.plus(read.facts());
            problems.addAll(read.problems());
        }
        return new Revisit(facts, absent, problems);
    }

    /** What one deployment says; one that cannot be read keeps out no other. */
    private record Read(FactBatch facts, List<SyncProblem> problems) {}

    private List<Read> all(DeploymentReader reader, List<DeploymentReader.Deployment> deployments) {
        Map<Long, List<JsonNode>> known = statuses.of(
                deployments.stream().map(DeploymentReader.Deployment::json).toList());
        return deployments.stream()
                .map(deployment -> one(
                        reader,
                        deployment,
                        known.get(deployment.json().path("id").asLong())))
                .toList();
    }

    private Read one(DeploymentReader reader, DeploymentReader.Deployment deployment, @Nullable List<JsonNode> known) {
        try {
            List<JsonNode> all = known == null ? reader.statuses(deployment) : known;
            unanswered = 0;
            return new Read(mapper.map(deployment.json(), all, reader.repositoryName()), List.of());
        } catch (GitHubJson.FieldException | IllegalArgumentException e) {
            return lost(deployment, e);
        } catch (HttpStatusException e) {
            if (e.status() == NOT_FOUND) {
                // deleted since it was listed
                return new Read(FactBatch.empty(), List.of());
            }
            if (e.status() < SERVER_ERROR || ++unanswered > MOST_UNANSWERED) {
                throw e;
            }
            return lost(deployment, e);
        }
    }

    private Read lost(DeploymentReader.Deployment deployment, RuntimeException why) {
        Optional<String> id = GitHubJson.text(deployment.json(), "id");
        SyncProblem problem = new SyncProblem(
                repository + " deployment " + ShownText.line(id.orElse("?"), 40),
                ShownText.line(String.valueOf(why.getMessage()), 300));
        FactBatch facts = id.map(known -> new ArtifactId(tool, ArtifactKind.DEPLOYMENT, known))
                .map(artifact -> FactBatch.empty()
                        .with(new ExistenceFact.Unread(artifact))
                        .with(new Watch.Unfinished(artifact, artifact.nativeId(), Watch.Reason.INCOMPLETE)))
                .orElse(FactBatch.empty());
        return new Read(facts, List.of(problem));
    }

    /** All on one page: a list of a hundred a call, which no call can continue that another process began. */
    @Override
    public InventoryPage inventory(Optional<String> state) {
        DeploymentReader reader = DeploymentReader.open(gitHub.get(), repository);
        List<InventoryEntry> there = new ArrayList<>();
        while (reader.hasNext()) {
            String id = GitHubJson.requiredText(reader.next().json(), "id");
            there.add(new InventoryEntry(new ArtifactId(tool, ArtifactKind.DEPLOYMENT, id), id));
        }
        return new InventoryPage(there, "", true);
    }

    private OpenList list(Optional<String> state, DeploymentCursor cursor) {
        OpenList list = open;
        return list != null && state.isPresent() && state.get().equals(openAt)
                ? list
                : new OpenList(DeploymentReader.open(gitHub.get(), repository), cursor);
    }

    private SourcePage end(Page page) {
        DeploymentCursor reached = page.reached();
        JsonNode total = graphql.ask(GraphQlQuery.DEPLOYMENT_COUNT, repository.variables())
                .path("repository")
                .path("deployments")
                .path("totalCount");
        Long expected = total.isIntegralNumber() ? (Long) total.longValue() : null;
        long listed = page.list.met.size();
        long missing = expected == null ? 0 : Math.max(0, expected - listed);
        return new SourcePage(
                        page.facts,
                        reached.next(missing).toString(),
                        true,
                        reached.done(),
                        OptionalLong.empty(),
                        page.problems)
                .with(new LedgerEntry(
                        tool, repository.toString(), "deployments", expected, listed - page.list.lost, null));
    }

    /** A list that is being read from its top, over several pages of the source. */
    private static final class OpenList {

        private final DeploymentReader reader;
        /** Whether it began with the run: only then does its first entry show the time at which the run began. */
        private final boolean ofWholeRun;

        private final Set<Long> met = new HashSet<>();
        private int repeated;
        private long lost;

        OpenList(DeploymentReader reader, DeploymentCursor cursor) {
            this.reader = reader;
            this.ofWholeRun = cursor.nextMark() == null;
        }
    }

    /** What one call of {@link #read} gathers. */
    private final class Page {

        private final OpenList list;
        private final DeploymentCursor from;
        private final SortedSet<Long> dealt;
        private final SortedSet<Long> failed;
        private final List<SyncProblem> problems = new ArrayList<>();
        private final List<DeploymentReader.Deployment> wanted = new ArrayList<>();
        private FactBatch facts = FactBatch.empty();
        private @Nullable Instant nextMark;
        private boolean end;
        private boolean endless;

        Page(OpenList list, DeploymentCursor from) {
            this.list = list;
            this.from = from;
            this.dealt = new TreeSet<>(from.dealt());
            this.failed = new TreeSet<>(from.failed());
            this.nextMark = from.nextMark();
        }

        void read() {
            list();
            List<Read> reads = all(list.reader, wanted);
            for (int i = 0; i < reads.size(); i++) {
                add(reads.get(i), wanted.get(i).json().path("id").asLong());
            }
        }

        private void list() {
            int already = dealt.size();
            for (int listed = 0; dealt.size() - already < STATUSES_PER_PAGE && listed < LISTED_PER_PAGE; listed++) {
                if (!list.reader.hasNext()) {
                    end = true;
                    return;
                }
                DeploymentReader.Deployment deployment = list.reader.next();
                long id = deployment.json().path("id").asLong();
                if (list.met.add(id)) {
                    list.repeated = 0;
                    deal(deployment, id);
                } else if (++list.repeated >= list.met.size()) {
                    // new ones push some of a page onto the next; all that was listed, and nothing else, is no such
                    // thing
                    endless = true;
                    return;
                }
            }
        }

        private void deal(DeploymentReader.Deployment deployment, long id) {
            Instant updated;
            try {
                updated = GitHubJson.requiredInstant(deployment.json(), "updated_at");
            } catch (GitHubJson.FieldException e) {
                add(lost(deployment, e), id);
                return;
            }
            // the first page alone: it was listed in one moment, at the beginning
            if (list.ofWholeRun && list.met.size() <= LIST_PAGE && (nextMark == null || updated.isAfter(nextMark))) {
                nextMark = updated;
            }
            Instant mark = from.mark();
            boolean changed = mark == null
                    || !updated.isBefore(mark.minus(OVERLAP))
                    || from.again().contains(id);
            if (changed && dealt.add(id)) {
                this.wanted.add(deployment);
            }
        }

        private void add(Read read, long id) {
            facts = facts.plus(read.facts());
            problems.addAll(read.problems());
            if (!read.problems().isEmpty()) {
                list.lost++;
                failed.add(id);
            }
        }

        DeploymentCursor reached() {
            return new DeploymentCursor(from.mark(), nextMark, dealt, from.again(), failed, from.missing());
        }
    }
}
