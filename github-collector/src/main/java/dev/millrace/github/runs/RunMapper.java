package dev.millrace.github.runs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.facts.ExistenceFact;
import dev.millrace.facts.FactBatch;
import dev.millrace.facts.Watch;
import dev.millrace.github.api.Accounts;
import dev.millrace.github.api.GitHubJson;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Attribute;
import dev.millrace.model.BuildCause;
import dev.millrace.model.DeployStages;
import dev.millrace.model.EventHeader;
import dev.millrace.model.EventId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.Level;
import dev.millrace.model.NativeState;
import dev.millrace.model.ToolInstance;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a workflow run, in REST's form with its jobs, as a build. A run has no instant of its end: it ends with the last of
 * its jobs, and if they are not known, its end is unknown ({@code updated_at} also changes long after it). Pure.
 */
final class RunMapper {

    private static final NativeState QUEUED = state("queued");
    private static final NativeState RUNNING = state("in_progress");
    /** GitHub's words for what has not begun. */
    private static final Set<String> NOT_BEGUN = Set.of("queued", "requested", "waiting", "pending");

    /** These start a run for what people do, and not for a commit: the commit that GitHub names is only where the workflow was read. */
    private static final Set<String> NOT_OF_A_COMMIT = Set.of(
            "issues",
            "issue_comment",
            "discussion",
            "discussion_comment",
            "label",
            "milestone",
            "watch",
            "fork",
            "gollum",
            "public",
            "member",
            "project",
            "project_card",
            "pull_request_comment",
            "pull_request_review",
            "pull_request_review_comment");

    private final ToolInstance tool;
    private final String repository;
    private final List<RunDeployment> deployments;
    private final Accounts accounts;

    /** For the runs of a repository. */
    RunMapper(ToolInstance tool, String repository, List<RunDeployment> deployments) {
        this.tool = tool;
        this.repository = repository;
        this.deployments = deployments;
        this.accounts = new Accounts(tool);
    }

    /** The artifact of an attempt. */
    static ArtifactId artifact(ToolInstance tool, String run, long attempt) {
        return new ArtifactId(tool, ArtifactKind.BUILD, run + "." + attempt);
    }

    /** Which attempt of its run this is. */
    static long attempt(JsonNode run) {
        return Math.max(1, run.path("run_attempt").asLong(1));
    }

    /** The file of its workflow, without the folder: all of a repository lie in one. */
    static String file(JsonNode run) {
        String path = run.path("path").asText("");
        int at = path.indexOf('@');
        String file = at < 0 ? path : path.substring(0, at);
        String name = file.substring(file.lastIndexOf('/') + 1);
        return name.isBlank() ? "workflow-" + run.path("workflow_id").asText("unknown") : name;
    }

    /**
     * Everything that an attempt says.
     *
     * @param run the attempt
     * @param jobs its jobs; null if they were not read
     * @throws GitHubJson.FieldException if a field is missing or unreadable
     */
    FactBatch map(JsonNode run, @Nullable List<JsonNode> jobs) {
        String id = GitHubJson.requiredText(run, "id");
        long attempt = attempt(run);
        ArtifactId artifact = artifact(tool, id, attempt);
        Instant created = GitHubJson.requiredInstant(run, "created_at");
        Instant queued = attempt == 1
                ? created
                : GitHubJson.instant(run, "run_started_at").orElse(created);
        List<JobRun> known = (jobs == null ? List.<JsonNode>of() : jobs)
                .stream()
                        .map(job -> JobRun.of(job, queued, attempt))
                        .sorted(Comparator.comparing(JobRun::id, Comparator.comparingInt(String::length))
                                .thenComparing(JobRun::id))
                        .toList();
        boolean ended = ended(run);
        NativeState state = state(run);
        List<FlowEvent> events = events(artifact, run, queued, known, ended ? state : null);
        return new FactBatch(
                List.of(snapshot(artifact, run, queued, state, known, events)),
                events,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new ExistenceFact.Whole(artifact)),
                List.of(ended ? new Watch.Finished(artifact) : new Watch.Unfinished(artifact, id, Watch.Reason.OPEN)));
    }

    private List<FlowEvent> events(
            ArtifactId artifact, JsonNode run, Instant queued, List<JobRun> jobs, @Nullable NativeState end) {
        List<FlowEvent> events = new ArrayList<>();
        events.add(new FlowEvent.Created(
                new EventHeader(
                        EventId.of(artifact, "created"), artifact, queued, 0, accounts.actor(run.path("actor"))),
                QUEUED,
                null));
        Optional<Instant> started = jobs.stream()
                .filter(JobRun::ran)
                .map(JobRun::started)
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
        started.ifPresent(at -> events.add(new FlowEvent.StateChanged(
                header(artifact, "started", at.isBefore(queued) ? queued : at), QUEUED, RUNNING)));
        for (JobRun job : jobs) {
            job.stage()
                    .ifPresent(stage -> events.add(
                            new FlowEvent.StageRan(header(artifact, "job." + job.id(), job.at(queued)), stage)));
        }
        if (end != null) {
            Stream<JobRun> all = jobs.stream().filter(job -> !job.carriedOver());
            Stream<JobRun> counted = started.isPresent() ? all.filter(JobRun::ran) : all;
            counted.map(JobRun::completed)
                    .flatMap(Optional::stream)
                    .max(Comparator.naturalOrder())
                    .ifPresent(at -> events.add(new FlowEvent.StateChanged(
                            header(artifact, "ended", at.isBefore(queued) ? queued : at),
                            started.isPresent() ? RUNNING : QUEUED,
                            end)));
        }
        return events;
    }

    private ArtifactSnapshot snapshot(
            ArtifactId artifact,
            JsonNode run,
            Instant queued,
            NativeState state,
            List<JobRun> jobs,
            List<FlowEvent> events) {
        long attempt = attempt(run);
        String name = GitHubJson.text(run, "name").orElseGet(() -> file(run));
        // not updated_at: that changes with the logs, years later, and says nothing of the run
        Instant last = events.stream()
                .map(FlowEvent::occurredAt)
                .max(Comparator.naturalOrder())
                .orElse(queued);
        return new ArtifactSnapshot(
                artifact,
                repository + ' ' + name + " #" + run.path("run_number").asLong() + (attempt > 1 ? "." + attempt : ""),
                GitHubJson.text(run, "display_title").orElse(name),
                repository + '/' + file(run),
                null,
                Level.STANDARD,
                null,
                state,
                null,
                url(run, attempt),
                queued,
                last,
                attributes(run, attempt, jobs));
    }

    private SortedMap<String, List<String>> attributes(JsonNode run, long attempt, List<JobRun> jobs) {
        SortedMap<String, List<String>> attributes = new TreeMap<>();
        put(attributes, Attribute.REPOSITORY, Stream.of(repository));
        put(attributes, Attribute.BRANCH, branch(run).stream());
        if (!NOT_OF_A_COMMIT.contains(run.path("event").asText(""))) {
            put(
                    attributes,
                    Attribute.COMMIT,
                    GitHubJson.text(run, "head_sha").map(sha -> sha.toLowerCase(Locale.ROOT)).stream());
        }
        put(
                attributes,
                Attribute.JOB,
                GitHubJson.text(run, "workflow_id").map(id -> tool + ":workflow:" + id).stream());
        put(attributes, Attribute.CAUSES, Stream.of(cause(run, attempt).word()));
        put(
                attributes,
                Attribute.PULL_REQUESTS,
                StreamSupport.stream(run.path("pull_requests").spliterator(), false)
                        .flatMap(pullRequest -> GitHubJson.text(pullRequest, "number").stream()));
        put(
                attributes,
                Attribute.RUNNER_LABELS,
                jobs.stream().flatMap(job -> job.runnerLabels().stream().map(label -> job.id() + ' ' + label)));
        deployments(run, jobs, attributes);
        return attributes;
    }

    /**
     * A job's name alone is no deployment here, as that of a Jenkins stage is: whoever deploys from Actions has GitHub's own
     * deployments by {@code environment:} of the job, and they would count twice.
     */
    private void deployments(JsonNode run, List<JobRun> jobs, SortedMap<String, List<String>> attributes) {
        List<String> declared = new ArrayList<>(List.of(DeployStages.NO_OTHER));
        for (RunDeployment deployment : deployments) {
            if (!deployment.isOf(run.path("name").asText(""), file(run))) {
                continue;
            }
            if (deployment.job() == null) {
                attributes.put(Attribute.ENVIRONMENT, List.of(deployment.environment()));
                if (DeployStages.isProduction(deployment.environment())) {
                    attributes.put(Attribute.PRODUCTION, List.of("true"));
                }
            } else {
                jobs.stream()
                        .filter(job -> deployment.job().matches(job.name()))
                        .forEach(job -> declared.add(job.id() + ' ' + deployment.environment()));
            }
        }
        attributes.put(Attribute.DEPLOY_STAGES, declared);
    }

    /** A branch of a fork is no branch of the repository, whatever its name. */
    private Optional<String> branch(JsonNode run) {
        return GitHubJson.text(run, "head_branch").map(branch -> {
            Optional<String> head = GitHubJson.text(run.path("head_repository"), "full_name");
            Optional<String> here = GitHubJson.text(run.path("repository"), "full_name");
            return head.isPresent() && here.isPresent() && !head.get().equalsIgnoreCase(here.get())
                    ? head.get().substring(0, head.get().indexOf('/')) + ':' + branch
                    : branch;
        });
    }

    private static BuildCause cause(JsonNode run, long attempt) {
        if (attempt > 1) {
            return BuildCause.REPLAY;
        }
        return switch (run.path("event").asText("")) {
            case "push", "pull_request", "pull_request_target", "merge_group", "create", "delete", "release" ->
                BuildCause.SCM;
            case "schedule" -> BuildCause.TIMER;
            case "workflow_dispatch" -> BuildCause.USER;
            case "repository_dispatch" -> BuildCause.API;
            case "workflow_run", "workflow_call" -> BuildCause.UPSTREAM;
            default -> BuildCause.OTHER;
        };
    }

    /** Whether it has ended, well or not. */
    static boolean ended(JsonNode run) {
        return GitHubJson.text(run, "conclusion").isPresent()
                || run.path("status").asText("").equalsIgnoreCase("completed");
    }

    private static NativeState state(JsonNode run) {
        if (ended(run)) {
            // without a conclusion GitHub has no word for how it ended
            return state(GitHubJson.text(run, "conclusion").orElse("unknown").toLowerCase(Locale.ROOT));
        }
        String status = run.path("status").asText("").toLowerCase(Locale.ROOT);
        return NOT_BEGUN.contains(status) || status.isEmpty() ? QUEUED : RUNNING;
    }

    private static @Nullable URI url(JsonNode run, long attempt) {
        return GitHubJson.text(run, "html_url")
                .filter(url -> url.startsWith("https://") || url.startsWith("http://"))
                .flatMap(url -> {
                    try {
                        String own = url.replaceFirst("/attempts/\\d+$", "");
                        return Optional.of(URI.create(attempt == 1 ? own : own + "/attempts/" + attempt));
                    } catch (IllegalArgumentException e) {
                        // only a convenience: without it nothing can be clicked, and all figures stand
                        return Optional.empty();
                    }
                })
                .orElse(null);
    }

    private static void put(SortedMap<String, List<String>> attributes, String name, Stream<String> values) {
        Collection<String> all = values.distinct().toList();
        if (!all.isEmpty()) {
            attributes.put(name, List.copyOf(all));
        }
    }

    private static EventHeader header(ArtifactId artifact, String event, Instant at) {
        return new EventHeader(EventId.of(artifact, event), artifact, at, 0, null);
    }

    private static NativeState state(String word) {
        return new NativeState(word, word);
    }
}
