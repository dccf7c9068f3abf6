package dev.millrace.hub.webhook;

import dev.millrace.app.sync.GitHubHint;
import dev.millrace.app.sync.GitHubHint.Part;
import dev.millrace.github.GitHubSite;
import dev.millrace.model.ToolInstance;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What a webhook of GitHub is about. Where one thing changes all the time, such as the jobs of a run, it is read once a minute. */
final class GitHubEvent {

    private static final Duration JOBS_TOGETHER = Duration.ofMinutes(1);

    private static final Set<String> WANTED = Set.of(
            "action",
            "ref",
            "repository.full_name",
            "repository.default_branch",
            "pull_request.id",
            "pull_request.node_id",
            "issue.id",
            "issue.node_id",
            "deployment.id",
            "workflow_run.id",
            "workflow_job.run_id",
            "projects_v2_item.content_type",
            "projects_v2_item.content_node_id");

    private GitHubEvent() {}

    /**
     * What is to be read after an event; empty if nothing that is captured changed.
     *
     * @param name the header {@code X-GitHub-Event}
     * @throws IOException if the body is no JSON object
     */
    static Optional<GitHubHint> hint(ToolInstance site, String name, byte[] body, Instant now) throws IOException {
        EventBody event = EventBody.parse(body, WANTED);
        String repository = event.get("repository.full_name");
        Hinted hinted = new Hinted(site, repository, now);
        Optional<GitHubHint> hint = switch (name) {
            case "pull_request", "pull_request_review" ->
                hinted.thing(
                        Part.PULL_REQUESTS, event.get("pull_request.id"), event.get("pull_request.node_id"), false);
            case "issues" ->
                hinted.thing(
                        Part.ISSUES,
                        event.get("issue.id"),
                        event.get("issue.node_id"),
                        Set.of("deleted", "transferred").contains(event.get("action")));
            case "deployment", "deployment_status" ->
                hinted.thing(Part.DEPLOYMENTS, event.get("deployment.id"), event.get("deployment.id"), false);
            case "workflow_run" ->
                hinted.thing(Part.RUNS, event.get("workflow_run.id"), event.get("workflow_run.id"), false);
            case "workflow_job" ->
                hinted.later(JOBS_TOGETHER)
                        .thing(Part.RUNS, event.get("workflow_job.run_id"), event.get("workflow_job.run_id"), false);
            case "push" -> hinted.pushed(event.get("ref"), event.get("repository.default_branch"));
            case "release" -> hinted.news(Part.RELEASES);
            case "projects_v2_item" -> hinted.ofProject(event);
            default -> Optional.empty();
        };
        return hint.filter(found -> name.equals("projects_v2_item") || GitHubSite.isRepository(repository));
    }

    /** Makes hints of one event. */
    private record Hinted(ToolInstance site, String repository, Instant now, Instant readAt) {

        Hinted(ToolInstance site, String repository, Instant now) {
            this(site, repository, now, now);
        }

        Hinted later(Duration pause) {
            return new Hinted(site, repository, now, now.plus(pause));
        }

        Optional<GitHubHint> thing(Part part, String id, String handle, boolean deleted) {
            return GitHubHint.isId(id) && GitHubHint.isHandle(handle)
                    ? Optional.of(new GitHubHint(site, repository, part, id, handle, deleted, now, readAt))
                    : Optional.empty();
        }

        Optional<GitHubHint> news(Part part) {
            return Optional.of(new GitHubHint(site, repository, part, "", "", false, now, readAt));
        }

        /** A push to another branch is an event of its pull request too. */
        Optional<GitHubHint> pushed(String ref, String defaultBranch) {
            return ref.startsWith("refs/tags/")
                    ? news(Part.RELEASES)
                    : !defaultBranch.isEmpty() && ref.equals("refs/heads/" + defaultBranch)
                            ? news(Part.COMMITS)
                            : Optional.empty();
        }

        /** A project belongs to an organisation, and its items to any of its repositories. */
        Optional<GitHubHint> ofProject(EventBody event) {
            String handle = event.get("projects_v2_item.content_node_id");
            return event.get("projects_v2_item.content_type").equals("Issue") && GitHubHint.isHandle(handle)
                    ? Optional.of(new GitHubHint(site, "", Part.ISSUES, "", handle, false, now, readAt))
                    : Optional.empty();
        }
    }
}
