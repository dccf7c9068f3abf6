package dev.millrace.git;

import dev.millrace.collect.Source;
import dev.millrace.collect.SourceException;
import dev.millrace.collect.SourcePage;
import dev.millrace.collect.commit.Commit;
import dev.millrace.collect.commit.CommitFacts;
import dev.millrace.facts.FactBatch;
import dev.millrace.model.LedgerEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The history of one branch of a clone. The first run reads all of it, later runs what is behind the new head and not behind the old one:
 * by ancestry, so that a branch that is older and was merged later is read too. A clone knows what its last fetch brought, and no more.
 */
public final class GitSource implements Source {

    private static final int PAGE_SIZE = 1_000;
    /** What of a clone is written whenever something was fetched or cloned. */
    private static final List<String> FETCHED = List.of("FETCH_HEAD", "packed-refs", "HEAD");

    private final GitRepository repository;
    private final InstantSource clock;
    private final Git git;
    private final int pageSize;
    private final CommitFacts facts = new CommitFacts(GitRepository.TOOL);

    /** Of that clone; the clock says how long ago it was fetched. */
    public GitSource(GitRepository repository, InstantSource clock) {
        this(repository, clock, PAGE_SIZE);
    }

    GitSource(GitRepository repository, InstantSource clock, int pageSize) {
        this.repository = repository;
        this.clock = clock;
        this.git = new Git(repository.path());
        this.pageSize = pageSize;
    }

    @Override
    public String id() {
        return GitRepository.TOOL + "/" + repository.name() + "/commits";
    }

    @Override
    public String scope() {
        return Objects.requireNonNullElse(repository.branch(), "");
    }

    /** A clone with a remote shows what there was when it was fetched. */
    @Override
    public Duration margin() {
        Duration none = Duration.ZERO;
        if (git.text("remote").isEmpty()) {
            return none;
        }
        Path folder = repository.path().resolve(git.text("rev-parse", "--git-common-dir"));
        Optional<Instant> fetched = FETCHED.stream()
                .flatMap(name -> changed(folder.resolve(name)).stream())
                .max(Instant::compareTo);
        return fetched.map(at -> Duration.between(at, clock.instant()))
                .filter(since -> since.compareTo(none) > 0)
                .orElse(none);
    }

    private static Optional<Instant> changed(Path file) {
        try {
            return Files.exists(file)
                    ? Optional.of(Files.getLastModifiedTime(file).toInstant())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public SourcePage read(Optional<String> state) {
        GitCursor cursor = state.map(GitCursor::parse).orElseGet(GitCursor::start);
        GitCursor onTheWay = cursor.target() == null ? begun(cursor) : cursor;
        String target = Objects.requireNonNull(onTheWay.target());
        if (!isThere(target)) {
            onTheWay = begun(onTheWay.fromScratch()); // rewritten while it was read
            target = Objects.requireNonNull(onTheWay.target());
        }
        if (onTheWay.complete() != null && !isThere(onTheWay.complete())) {
            onTheWay = onTheWay.fromScratch();
        }
        return page(onTheWay, target);
    }

    /** Looks where the branch is now. */
    private GitCursor begun(GitCursor cursor) {
        String branch = branch();
        return cursor.towards(head(branch), branch);
    }

    /**
     * The branch whose history counts.
     *
     * @throws SourceException if there is none, or the clone does not have all of it; the message says what to do
     */
    String branch() {
        check();
        String branch = repository.branch();
        if (branch == null) {
            if (!git.agrees("symbolic-ref", "--quiet", "HEAD")) {
                throw SourceException.nothingReadable(
                        repository.path() + " has no branch checked out: name the one to read with branch");
            }
            branch = git.text("symbolic-ref", "--short", "HEAD");
        }
        head(branch);
        return branch;
    }

    /** What the remote has, where there is one: a local branch of a working copy is whatever somebody left it at. */
    private String head(String branch) {
        for (String ref : List.of("refs/remotes/origin/" + branch, "refs/heads/" + branch)) {
            if (git.agrees("rev-parse", "--verify", "--quiet", ref + "^{commit}")) {
                return git.text("rev-parse", "--verify", ref + "^{commit}");
            }
        }
        throw SourceException.nothingReadable(
                repository.path() + " has no branch " + branch + ": name one that it has with branch");
    }

    private void check() {
        if (!Files.isDirectory(repository.path())) {
            throw SourceException.nothingReadable(repository.path() + " is no folder: name the folder of a clone");
        }
        if (git.text("rev-parse", "--is-shallow-repository").equals("true")) {
            throw SourceException.nothingReadable(repository.path()
                    + " is a shallow clone, whose older commits are not there: run git fetch --unshallow in it");
        }
    }

    private boolean isThere(@Nullable String commit) {
        return commit != null && git.agrees("cat-file", "-e", commit + "^{commit}");
    }

    private SourcePage page(GitCursor cursor, String target) {
        List<String> range = new ArrayList<>(List.of(target));
        if (cursor.complete() != null) {
            range.add("^" + cursor.complete());
        }
        long total = Long.parseLong(git.text(command(List.of("rev-list", "--count"), range)));
        List<Commit> commits = CommitLog.read(git.ask(command(
                List.of(
                        "log",
                        "-z",
                        "--topo-order",
                        "--no-color",
                        CommitLog.FORMAT,
                        "--skip=" + cursor.done(),
                        "--max-count=" + pageSize),
                range)));
        FactBatch said = FactBatch.empty();
        for (Commit commit : commits) {
            said = said.plus(facts.of(commit, repository.name(), cursor.branch()));
        }
        GitCursor reached = cursor.behind(commits.size());
        boolean end = commits.isEmpty() || reached.done() >= total;
        SourcePage page = new SourcePage(
                said,
                (end ? reached.arrived() : reached).toString(),
                end,
                reached.done(),
                OptionalLong.of(total),
                List.of());
        return end
                ? page.with(new LedgerEntry(
                        GitRepository.TOOL,
                        repository.name(),
                        "commits of the default branch",
                        cursor.known() + total,
                        reached.known() + reached.done(),
                        null))
                : page;
    }

    private static String[] command(List<String> words, List<String> range) {
        List<String> all = new ArrayList<>(words);
        all.addAll(range);
        all.add("--");
        return all.toArray(String[]::new);
    }
}
