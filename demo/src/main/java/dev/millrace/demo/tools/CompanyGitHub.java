package dev.millrace.demo.tools;

import dev.millrace.demo.company.Company;
import dev.millrace.demo.company.Person;
import dev.millrace.demo.company.PullRequestStep;
import dev.millrace.demo.company.SimulatedCommit;
import dev.millrace.demo.company.SimulatedDeployment;
import dev.millrace.demo.company.SimulatedPullRequest;
import dev.millrace.demo.company.Writing;
import dev.millrace.fake.LoopbackServer;
import dev.millrace.fake.Response;
import dev.millrace.fake.Wire;
import dev.millrace.fake.github.FakeGitHub;
import dev.millrace.fake.github.FakeRepository;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The company's GitHub, with its repositories, pull requests, commits and deployments. */
public final class CompanyGitHub implements AutoCloseable {

    private static final int LIMIT = 5_000;
    /** The requests that meet a secondary limit. */
    private static final Set<Integer> REFUSED = Set.of(4, 25);

    private static final Response REFUSAL = Response.of(
                    403,
                    "{\"message\":\"You have exceeded a secondary rate limit. Please wait a few minutes before you try again.\"}")
            .with("retry-after", "1");

    /** Who opens what an agent wrote. */
    private static final Map<String, Object> AGENT = FakeRepository.account("Bot", "copilot-swe-agent", 7_099);

    private final FakeGitHub fake;
    private final AtomicInteger refused = new AtomicInteger();

    /** Starts it. */
    public CompanyGitHub(Company company) {
        this(company, (request, answer) -> {});
    }

    /** Starts it, and lets somebody watch. */
    CompanyGitHub(Company company, LoopbackServer.Observer observer) {
        fake = new FakeGitHub(Company.GITHUB_API, observer);
        fake.needsToken = true;
        fake.headers = CompanyGitHub::limits;
        fake.before = number -> {
            if (REFUSED.contains(number)) {
                refused.incrementAndGet();
                fake.canned.add(REFUSAL);
            }
        };
        company.trunks().forEach(this::add);
        company.pullRequests().forEach(this::add);
        GitHubRest rest = new GitHubRest(Company.GITHUB_API, Company.GITHUB);
        company.services()
                .forEach(
                        service -> fake.repository(service.fullName()).more.putAll(Wire.map(rest.repository(service))));
        company.deployments().forEach(deployment -> add(deployment, rest));
    }

    /** Where it listens; its answers call themselves {@link Company#GITHUB_API}. */
    public URI url() {
        return fake.url();
    }

    /** How many requests it has refused because of a limit. */
    public int refused() {
        return refused.get();
    }

    @Override
    public void close() {
        fake.close();
    }

    private static Map<String, String> limits(int number) {
        return Map.of(
                "x-ratelimit-limit", Integer.toString(LIMIT),
                "x-ratelimit-remaining", Integer.toString(LIMIT - number % LIMIT),
                "x-ratelimit-used", Integer.toString(number % LIMIT),
                "x-ratelimit-reset",
                        Long.toString(Company.END.plusSeconds(3_600).getEpochSecond()));
    }

    private void add(Company.Trunk trunk) {
        FakeRepository repository = fake.repository(trunk.service().fullName());
        trunk.commits().forEach(commit -> add(commit, repository));
        repository.head = trunk.commits().get(trunk.commits().size() - 1).sha();
    }

    private void add(SimulatedDeployment deployment, GitHubRest rest) {
        FakeRepository repository = fake.repository(deployment.service().fullName());
        repository.deployments.add(0, Wire.map(rest.deployment(deployment)));
        rest.statuses(deployment)
                .forEach(status -> repository.statuses(deployment.id()).add(Wire.map(status)));
    }

    private void add(SimulatedPullRequest request) {
        FakeRepository repository = fake.repository(request.service().fullName());
        Instant merged = request.mergedAt();
        Instant closed = request.closedAt();
        String mergeCommit = request.mergeCommit();
        Map<String, Object> json = repository.pullRequest(request.number(), Wire.github(request.createdAt()));
        json.put("id", "PR_" + request.id());
        json.put("fullDatabaseId", Long.toString(request.id()));
        json.put("title", request.title());
        json.put("body", request.body());
        json.put("url", Company.GITHUB + "/" + request.service().fullName() + "/pull/" + request.number());
        json.put("state", merged != null ? "MERGED" : closed != null ? "CLOSED" : "OPEN");
        json.put("isDraft", request.draft());
        json.put("updatedAt", Wire.github(request.updatedAt()));
        json.put("closedAt", closed == null ? null : Wire.github(closed));
        json.put("mergedAt", merged == null ? null : Wire.github(merged));
        json.put("headRefName", request.branch());
        json.put("mergeCommit", mergeCommit == null ? null : Map.of("__typename", "Commit", "oid", mergeCommit));
        json.put("author", request.writing() == Writing.AGENT ? AGENT : actor(request.author()));
        if (request.author().bot()) {
            json.put("labels", List.of(Map.of("name", "dependencies")));
        } else if (request.writing() == Writing.ASSISTED) {
            json.put("labels", List.of(Map.of("name", "ai-assisted")));
        }
        json.put(
                "commits",
                request.commits().stream()
                        .map(commit -> FakeRepository.ownCommit(add(commit, repository)))
                        .toList());
        for (int i = 0; i < request.steps().size(); i++) {
            add(request.steps().get(i), request.id(), i, json);
        }
    }

    private static void add(PullRequestStep step, long request, int number, Map<String, Object> json) {
        Map<String, Object> actor = actor(step.actor());
        if (step.kind() == PullRequestStep.Kind.MERGED) {
            json.put("mergedBy", actor);
        }
        String type = timelineType(step.kind());
        if (type == null) {
            FakeRepository.list(json, "reviews")
                    .add(FakeRepository.review(
                            request * 100 + number, step.kind().name(), Wire.github(step.at()), actor));
            return;
        }
        Map<String, Object> item = new HashMap<>();
        item.put("__typename", type);
        item.put("createdAt", Wire.github(step.at()));
        item.put("actor", actor);
        Person reviewer = step.reviewer();
        item.put("requestedReviewer", reviewer == null ? null : actor(reviewer));
        FakeRepository.list(json, "timelineItems").add(item);
    }

    /** The type of its item in the timeline; null for a review, which stands in a list of its own. */
    private static @Nullable String timelineType(PullRequestStep.Kind kind) {
        return switch (kind) {
            case READY_FOR_REVIEW -> "ReadyForReviewEvent";
            case CONVERTED_TO_DRAFT -> "ConvertToDraftEvent";
            case REVIEW_REQUESTED -> "ReviewRequestedEvent";
            case FORCE_PUSHED -> "HeadRefForcePushedEvent";
            case MERGED -> "MergedEvent";
            case CLOSED -> "ClosedEvent";
            case REOPENED -> "ReopenedEvent";
            case APPROVED, CHANGES_REQUESTED, COMMENTED -> null;
        };
    }

    private static Map<String, Object> add(SimulatedCommit commit, FakeRepository repository) {
        Map<String, Object> author = new HashMap<>();
        author.put("user", commit.author().bot() ? null : actor(commit.author()));
        repository.commit(
                commit.sha(),
                commit.message(),
                Wire.github(commit.authoredAt()),
                Wire.github(commit.committedAt()),
                commit.parents().toArray(String[]::new));
        Map<String, Object> json = repository.commit(commit.sha());
        json.put("author", author);
        return json;
    }

    private static Map<String, Object> actor(Person person) {
        return FakeRepository.account(person.bot() ? "Bot" : "User", person.login(), 7_000 + person.number());
    }
}
