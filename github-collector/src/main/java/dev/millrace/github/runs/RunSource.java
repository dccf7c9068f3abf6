package dev.millrace.github.runs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.collect.NamedItemsSource;
import dev.millrace.collect.SourcePage;
import dev.millrace.collect.SyncProblem;
import dev.millrace.facts.ExistenceFact;
import dev.millrace.facts.FactBatch;
import dev.millrace.facts.Watch;
import dev.millrace.github.api.GitHubJson;
import dev.millrace.github.api.GraphQlClient;
import dev.millrace.github.api.RepositoryName;
import dev.millrace.github.api.ShownText;
import dev.millrace.github.runs.RunReader.RunList;
import dev.millrace.http.HttpStatusException;
import dev.millrace.http.JsonClient;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.InventoryEntry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The workflow runs of one repository, newest first. GitHub lists at most 1,000 runs of a search, so the time is cut into windows that
 * hold fewer. A run that is repeated keeps its place in the list: once a day a pass goes through the last 30 days, in which GitHub
 * allows that; a run that has not ended is watched. GitHub forgets runs after a while; what it does not list any more is not gone.
 */
public final class RunSource implements NamedItemsSource {

    private static final Duration OVERLAP = Duration.ofMinutes(2);
    private static final Duration REPEATABLE = Duration.ofDays(30);
    private static final Duration DAY = Duration.ofDays(1);
    private static final long FIRST_WINDOW = Duration.ofDays(30).toSeconds();
    /** Fewer than so many in a window make the next one longer. */
    private static final int FEW = 300;
    /** After so many runs whose jobs were requested one by one, what was read is stored. */
    private static final int RUNS_PER_PAGE = 20;
    /** How many are requested at once where GitHub gives the jobs of many. */
    private static final int AT_ONCE = 100;

    private static final int MOST_ATTEMPTS = 20;
    private static final int VISITS_PER_RUN = 50;
    private static final int MOST_UNANSWERED = 3;
    private static final int NOT_FOUND = 404;
    private static final int SERVER_ERROR = 500;

    private final ToolInstance tool;
    private final RepositoryName repository;
    private final RunReader reader;
    private final RunMapper mapper;
    private final Duration jobs;
    private @Nullable Open open;
    private int unanswered;

    /**
     * A page of the list at the position that was handed out last, which need not be requested again.
     *
     * @param whole whether it holds everything that the pass reads
     */
    private record Open(String at, RunList list, boolean whole) {}

    /**
     * For the runs of one repository.
     *
     * @param deployments which of them deploy
     * @param jobs of runs of how long before the first reading the jobs are read one by one, which costs a call for each run, and has
     *     their queue times
     */
    public RunSource(
            ToolInstance tool,
            RepositoryName repository,
            URI apiUrl,
            JsonClient rest,
            GraphQlClient graphql,
            List<RunDeployment> deployments,
            Duration jobs) {
        this.tool = tool;
        this.repository = repository;
        this.reader = new RunReader(apiUrl, repository, rest, graphql);
        this.mapper = new RunMapper(tool, repository.toString(), deployments);
        this.jobs = jobs;
    }

    @Override
    public String id() {
        return tool + "/" + repository + "/runs";
    }

    @Override
    public SourcePage read(Optional<String> state) {
        RunCursor cursor = state.map(RunCursor::parse).orElse(RunCursor.START);
        if (cursor.began() == null) {
            RunList newest;
            try {
                newest = reader.newest(cursor.etag());
            } catch (HttpStatusException e) {
                if (e.status() == NOT_FOUND) {
                    // an Enterprise Server without Actions, or a repository where they are switched off
                    return nothing(cursor);
                }
                throw e;
            }
            Instant mark = cursor.mark();
            Instant now = newest.at()
                    .or(() -> newest.runs().stream()
                            .flatMap(run -> GitHubJson.instant(run, "created_at").stream())
                            .findFirst())
                    .orElse(mark);
            if (now == null) {
                return nothing(cursor);
            }
            boolean deep = mark != null
                    && (cursor.deep() == null || !now.isBefore(cursor.deep().plus(DAY)));
            if (!newest.changed() && !deep) {
                return nothing(cursor.unchanged(now));
            }
            Instant floor = mark == null ? null : deep ? now.minus(REPEATABLE) : mark.minus(OVERLAP);
            cursor = cursor.begin(now, floor, deep || mark == null, newest.etag(), now.minus(jobs));
            if (newest.changed() && holdsAll(newest, floor)) {
                open = new Open(cursor.toString(), newest, true);
            }
        }
        return page(cursor);
    }

    /** Whether what was just listed is the whole window, so that no window need be requested. */
    private static boolean holdsAll(RunList list, @Nullable Instant floor) {
        return list.total() <= list.runs().size()
                || (floor != null
                        && list.runs().stream()
                                .flatMap(run -> GitHubJson.instant(run, "created_at").stream())
                                .anyMatch(created -> created.isBefore(floor)));
    }

    private static SourcePage nothing(RunCursor cursor) {
        return new SourcePage(FactBatch.empty(), cursor.toString(), true, 0, OptionalLong.empty(), List.of());
    }

    private SourcePage page(RunCursor from) {
        RunCursor cursor = from;
        Open before = open;
        open = null;
        Open here = before != null && before.at().equals(cursor.toString()) ? before : null;
        boolean whole = here != null && here.whole();
        RunList list = here == null ? reader.window(cursor.from(), cursor.to(), cursor.page()) : here.list();
        while (!whole && cursor.page() == 1 && list.total() > RunReader.MOST_LISTED && cursor.seconds() != 1) {
            cursor = cursor.ofSeconds(shorter(cursor));
            list = reader.window(cursor.from(), cursor.to(), 1);
        }
        Gathered gathered = new Gathered(cursor);
        int next = gathered.read(list.runs(), cursor.skip());
        if (next < list.runs().size()) {
            RunCursor reached = cursor.behind(next, gathered.done);
            open = new Open(reached.toString(), list, whole);
            return gathered.page(reached, false);
        }
        RunCursor reached = cursor.behind(next, gathered.done);
        long shown = Math.min(list.total(), RunReader.MOST_LISTED);
        if (!whole && list.runs().size() == RunReader.LIST_PAGE && (long) cursor.page() * RunReader.LIST_PAGE < shown) {
            return gathered.page(reached.nextPage(list.runs().size()), false);
        }
        Instant oldest = cursor.from();
        boolean first = cursor.floor() == null;
        // nothing in a window says nothing of what is older, so the rest is asked for as one
        boolean last = whole || oldest == null || (!first && !oldest.isAfter(cursor.floor()));
        long missing = whole
                ? 0
                : Math.max(
                        0,
                        list.total()
                                - (cursor.page() - 1L) * RunReader.LIST_PAGE
                                - list.runs().size());
        if (last || oldest == null) {
            RunCursor end = reached.nextWindow(cursor.to(), 0, list.runs().size(), missing);
            if (cursor.mark() == null && end.met() > 0) {
                gathered.facts = gathered.facts.plus(FactBatch.of(ledger(end)));
            }
            return gathered.page(end.end(), true);
        }
        long length = list.total() == 0 && first ? 0 : list.total() < FEW ? cursor.seconds() * 2 : cursor.seconds();
        return gathered.page(
                reached.nextWindow(oldest.minusSeconds(1), length, list.runs().size(), missing), false);
    }

    private static long shorter(RunCursor cursor) {
        Instant from = cursor.from();
        long length = cursor.seconds() == 0
                ? from == null
                        ? 2 * FIRST_WINDOW
                        : Duration.between(from, cursor.to()).toSeconds()
                : cursor.seconds();
        return Math.max(1, length / 2);
    }

    private LedgerEntry ledger(RunCursor end) {
        return new LedgerEntry(
                tool,
                repository.toString(),
                "workflow runs",
                end.met() + end.lost(),
                end.done(),
                end.lost() == 0 ? null : "GitHub lists at most 1,000 of the runs that were created in one second");
    }

    // ---- runs

    /** What one call of {@link #read} gathers. */
    private final class Gathered {

        private final RunCursor cursor;
        private final List<SyncProblem> problems = new ArrayList<>();
        private FactBatch facts = FactBatch.empty();
        private long done;

        Gathered(RunCursor cursor) {
            this.cursor = cursor;
        }

        /** Reads runs from that position on; says where it stopped. */
        int read(List<JsonNode> runs, int from) {
            int single = 0;
            int at = from;
            List<JsonNode> old = new ArrayList<>();
            while (at < runs.size() && single < RUNS_PER_PAGE && old.size() < AT_ONCE) {
                JsonNode run = runs.get(at++);
                if (!isNew(run)) {
                    continue;
                }
                done++;
                if (isOld(run)) {
                    old.add(run);
                } else {
                    single++;
                    add(one(run));
                }
            }
            if (!old.isEmpty()) {
                Map<String, List<JsonNode>> jobsOf = reader.jobsAtOnce(old);
                old.forEach(run ->
                        add(RunSource.this.mapped(run, jobsOf.get(run.path("id").asText()))));
            }
            return at;
        }

        private boolean isNew(JsonNode run) {
            Instant since = cursor.since();
            return since == null
                    || GitHubJson.instant(run, "updated_at")
                            .filter(at -> at.isBefore(since.minus(OVERLAP)))
                            .isEmpty();
        }

        private boolean isOld(JsonNode run) {
            Instant line = cursor.jobsFrom();
            return line != null
                    && RunMapper.ended(run)
                    && GitHubJson.instant(run, "run_started_at")
                            .or(() -> GitHubJson.instant(run, "created_at"))
                            .filter(at -> at.isBefore(line))
                            .isPresent();
        }

        private void add(Read read) {
            facts = facts.plus(read.facts());
            problems.addAll(read.problems());
        }

        SourcePage page(RunCursor reached, boolean last) {
            return new SourcePage(
                    facts, reached.toString(), last, cursor.done() + done, OptionalLong.empty(), problems);
        }
    }

    /** What one run says; one that cannot be read keeps out no other. */
    private record Read(FactBatch facts, List<SyncProblem> problems) {}

    /** A run with all its attempts. */
    private Read one(JsonNode run) {
        String id = GitHubJson.text(run, "id").orElse("");
        try {
            long newest = RunMapper.attempt(run);
            FactBatch facts = FactBatch.empty();
            for (long attempt = Math.max(1, newest - MOST_ATTEMPTS + 1); attempt <= newest; attempt++) {
                JsonNode shown = attempt == newest ? run : reader.attempt(id, attempt);
                facts = facts.plus(mapper.map(shown, reader.jobs(id, attempt)));
            }
            unanswered = 0;
            return new Read(facts, List.of());
        } catch (GitHubJson.FieldException | IllegalArgumentException e) {
            return lost(run, id, e);
        } catch (HttpStatusException e) {
            if (e.status() == NOT_FOUND) {
                // deleted since it was listed, or only its logs: then its jobs are not known, and neither is its end
                return mapped(run, null);
            }
            if (e.status() < SERVER_ERROR || ++unanswered > MOST_UNANSWERED) {
                throw e;
            }
            return lost(run, id, e);
        }
    }

    private Read mapped(JsonNode run, @Nullable List<JsonNode> jobsOfRun) {
        try {
            return new Read(mapper.map(run, jobsOfRun), List.of());
        } catch (GitHubJson.FieldException | IllegalArgumentException e) {
            return lost(run, GitHubJson.text(run, "id").orElse(""), e);
        }
    }

    private Read lost(JsonNode run, String id, RuntimeException why) {
        SyncProblem problem = new SyncProblem(
                repository + " workflow run " + ShownText.line(id.isEmpty() ? "?" : id, 40),
                ShownText.line(String.valueOf(why.getMessage()), 300));
        FactBatch facts = FactBatch.empty();
        if (!id.isEmpty()) {
            ArtifactId artifact = RunMapper.artifact(tool, id, RunMapper.attempt(run));
            facts = facts.with(new ExistenceFact.Unread(artifact))
                    .with(new Watch.Unfinished(artifact, id, Watch.Reason.INCOMPLETE));
        }
        return new Read(facts, List.of(problem));
    }

    @Override
    public int visitsAtOnce() {
        return RUNS_PER_PAGE;
    }

    @Override
    public int visitsPerRun() {
        return VISITS_PER_RUN;
    }

    @Override
    public Revisit visit(List<InventoryEntry> items) {
        FactBatch facts = FactBatch.empty();
        List<SyncProblem> problems = new ArrayList<>();
        Set<ArtifactId> absent = new HashSet<>();
        Set<String> visited = new HashSet<>();
        for (InventoryEntry item : items) {
            if (!visited.add(item.handle())) {
                continue;
            }
            try {
                Read read = one(reader.run(item.handle()));
                facts = facts.plus(read.facts());
                problems.addAll(read.problems());
            } catch (HttpStatusException e) {
                if (e.status() != NOT_FOUND) {
                    throw e;
                }
                absent.add(item.artifact());
            }
        }
        return new Revisit(facts, absent, problems);
    }
}
