package dev.millrace.app.publish;

import dev.millrace.app.UserError;
import dev.millrace.app.Workspace;
import dev.millrace.app.item.StepSummaryService.Summary;
import dev.millrace.collect.SourceException;
import dev.millrace.config.MillraceConfig;
import dev.millrace.github.GitHubSettings;
import dev.millrace.github.GitHubSite;
import dev.millrace.github.actions.FlowCheck;
import dev.millrace.github.actions.StickyComment;
import dev.millrace.github.api.GitHubLimits;
import dev.millrace.http.HostBudgets;
import dev.millrace.http.HttpException;
import dev.millrace.http.HttpTransport;
import dev.millrace.http.OkHttpTransport;
import dev.millrace.http.RetryingTransport;
import dev.millrace.http.Sleeper;
import dev.millrace.http.WaitAllowance;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Writes at pull requests where they are: a comment, a check run. What GitHub refuses is said, and nothing else fails by it. */
public final class PullRequestNotes implements AutoCloseable {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final Workspace workspace;
    private final OkHttpTransport wire;
    private final String repository;
    private final StickyComment comment;
    private final FlowCheck check;

    /**
     * In the repository of that name.
     *
     * @throws UserError if the configuration does not name it
     */
    public PullRequestNotes(Workspace workspace, MillraceConfig config, String repository) {
        GitHubSite site = config.github().stream()
                .filter(candidate -> candidate.configured(repository).isPresent())
                .findFirst()
                .orElseThrow(() -> UserError.usage("the configuration does not name " + repository
                        + ", so nothing can be written there; add it to github.repositories"));
        this.workspace = workspace;
        this.repository = repository;
        this.wire = new OkHttpTransport(workspace.transport(config.network()));
        HttpTransport transport = RetryingTransport.patient(
                new GitHubLimits(wire),
                new HostBudgets(),
                new WaitAllowance(LONGEST_WAIT, Sleeper.real(), workspace.clock(), (host, wait, reason) -> {}),
                workspace.clock(),
                RandomGenerator.getDefault());
        GitHubSettings settings = GitHubSettings.of(site, config.definition().origins());
        this.comment = new StickyComment(settings, repository, transport);
        this.check = new FlowCheck(settings, repository, transport);
    }

    /** Writes the comment of a pull request, or edits it. */
    public void comment(int number, Summary summary) {
        guarded("the comment at " + repository + '#' + number, "pull-requests: write", () -> {
            comment.put(number, summary.sections().get(0).markdown(), summary.settled());
        });
    }

    /**
     * Edits the comments of merged pull requests that wait for production.
     *
     * @param but one that was written already
     * @param summary what is to be said of one; empty if that is not known
     */
    public void follow(int but, Function<Integer, Optional<Summary>> summary) {
        guarded("the comments of merged pull requests", "pull-requests: write", () -> {
            List<Integer> followed = comment.followed();
            for (int number : followed) {
                if (number != but) {
                    summary.apply(number).ifPresent(known -> comment(number, known));
                }
            }
        });
    }

    /** Writes the check run at the newest commit of a pull request, or edits it. */
    public void check(Summary summary) {
        summary.commit()
                .ifPresent(commit -> guarded("the check run", "checks: write", () -> {
                    check.put(
                            commit,
                            summary.sentence(),
                            summary.sections().get(0).markdown());
                }));
    }

    private void guarded(String what, String permission, Runnable work) {
        try {
            work.run();
        } catch (HttpException | SourceException e) {
            workspace.say(what + " could not be written (it needs the permission " + permission
                    + ", which a pull request from a fork does not have): " + e.getMessage());
        }
    }

    @Override
    public void close() {
        wire.close();
    }
}
