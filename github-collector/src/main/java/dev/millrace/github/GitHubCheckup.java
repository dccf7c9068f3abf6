package dev.millrace.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.collect.DoctorFinding;
import dev.millrace.collect.SourceException;
import dev.millrace.github.api.GitHubAdvice;
import dev.millrace.github.api.ShownText;
import dev.millrace.http.HttpReply;
import dev.millrace.http.HttpTransport;
import dev.millrace.http.Probe;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Checks that everything configured can be read from a GitHub, and what a missing permission affects. Reads only. */
public final class GitHubCheckup {

    /** Enough to see what a token lacks; each takes six calls. */
    private static final int MOST_REPOSITORIES = 50;

    private static final Duration SOON = Duration.ofDays(14);
    private static final Pattern SCOPE = Pattern.compile("[a-z_:]{1,40}");
    /** What a token needs that only reads. */
    private static final Set<String> READING =
            Set.of("repo", "public_repo", "read:org", "repo:status", "repo_deployment");

    /**
     * Something that is read of every repository.
     *
     * @param path the question, behind the repository
     * @param permission what a token needs for it
     * @param costs what is missing without it
     */
    private record Part(String path, String permission, String costs) {}

    private static final List<Part> PARTS = List.of(
            new Part(
                    "/pulls?per_page=1&state=all",
                    "Pull requests: read",
                    "Pull requests are unknown: no review times, no waiting for review or merge, no "
                            + "items without an issue, and no link from issues to code by branch or title."),
            new Part(
                    "/commits?per_page=1",
                    "Contents: read",
                    "Commits are unknown: no lead time for changes, and it is unknown which deployment "
                            + "contains which change."),
            new Part(
                    "/deployments?per_page=1",
                    "Deployments: read",
                    "Deployments of GitHub are unknown: so are deployment frequency, lead time for "
                            + "changes and the other DORA metrics, and items are done by their status alone."),
            new Part(
                    "/actions/runs?per_page=1",
                    "Actions: read",
                    "Workflow runs are unknown: no builds, no queue times of runners, no repeated runs, and no run "
                            + "stands for a deployment."),
            new Part(
                    "/issues?per_page=1",
                    "Issues: read",
                    "Closing references are unknown: a pull request that says \"closes #12\" is linked "
                            + "to nothing."));

    private final GitHubSettings settings;
    private final HttpTransport transport;
    private final InstantSource clock;
    private final GitHubAdvice advice = new GitHubAdvice();
    private final Probe probe;
    private final List<DoctorFinding> findings = new ArrayList<>();

    private GitHubCheckup(GitHubSettings settings, HttpTransport transport, InstantSource clock) {
        this.settings = settings;
        this.transport = transport;
        this.clock = clock;
        this.probe = new Probe(transport, settings.token(), "application/vnd.github+json", advice);
    }

    /**
     * What is wrong; empty if everything can be read.
     *
     * @param clock says when a token expires soon
     * @throws dev.millrace.http.HttpException if there is no answer at all
     */
    public static List<DoctorFinding> of(GitHubSettings settings, HttpTransport transport, InstantSource clock) {
        GitHubCheckup checkup = new GitHubCheckup(
                Objects.requireNonNull(settings, "settings"),
                Objects.requireNonNull(transport, "transport"),
                Objects.requireNonNull(clock, "clock"));
        checkup.run();
        return List.copyOf(checkup.findings);
    }

    private void run() {
        // does not count against the limit; an Enterprise Server without limits responds 404, but with the account
        HttpReply first = get("/rate_limit");
        if (first.status() == 401) {
            findings.add(DoctorFinding.error(
                    "token-refused",
                    settings.apiUrl().toString(),
                    "HTTP 401: GitHub rejects the token",
                    "Nothing can be read until this is fixed.",
                    advice.whatToDo(first, settings.token())));
            return;
        }
        token(first);
        List<String> repositories = new ArrayList<>();
        for (String configured : settings.repositories()) {
            repositories.addAll(repositories(configured));
        }
        repositories.stream().distinct().limit(MOST_REPOSITORIES).forEach(this::repository);
    }

    private List<String> repositories(String configured) {
        if (!GitHubSite.isAllOfOwner(configured)) {
            return List.of(configured);
        }
        try {
            return new GitHubCollector(settings, transport).repositories(configured);
        } catch (SourceException e) {
            findings.add(DoctorFinding.error(
                    "nothing-of-owner",
                    configured,
                    String.valueOf(e.getMessage()),
                    "Nothing of it is collected.",
                    "Check the name and what the token may see."));
            return List.of();
        }
    }

    private void token(HttpReply reply) {
        reply.headers().first("X-OAuth-Scopes").ifPresent(this::scopes);
        reply.headers()
                .first("github-authentication-token-expiration")
                .flatMap(GitHubCheckup::expiry)
                .filter(expiry -> expiry.isBefore(clock.instant().plus(SOON)))
                .ifPresent(expiry -> findings.add(DoctorFinding.warning(
                        "token-expires",
                        settings.token().setting(),
                        "the token expires at " + expiry,
                        "From then on nothing is collected.",
                        "Create a new one before that.")));
    }

    private void scopes(String header) {
        Set<String> more = new TreeSet<>();
        for (String scope : header.split(",", -1)) {
            String name = scope.strip().toLowerCase(Locale.ROOT);
            if (SCOPE.matcher(name).matches() && !READING.contains(name)) {
                more.add(name);
            }
        }
        if (!more.isEmpty()) {
            findings.add(DoctorFinding.note(
                    "token-may-more",
                    settings.token().setting(),
                    "the token may do more than Millrace needs: " + String.join(", ", more),
                    "Anybody who steals it can do all of that.",
                    "A fine-grained token with read access to Metadata, Contents, Pull requests, Issues, Actions and Deployments"
                            + " is enough."));
        }
    }

    private void repository(String name) {
        HttpReply reply = get("/repos/" + name);
        if (!reply.isSuccess()) {
            findings.add(DoctorFinding.error(
                    reply.headers().first("X-GitHub-SSO").isPresent() ? "needs-sso" : "repository-not-readable",
                    name,
                    "HTTP " + reply.status() + ": " + name + " cannot be read",
                    "Nothing of it is collected, so every figure leaves it out.",
                    advice.whatToDo(reply, settings.token())));
            return;
        }
        JsonNode said = Probe.json(reply);
        String moved = said.path("full_name").asText(name);
        if (!moved.equalsIgnoreCase(name)) {
            findings.add(DoctorFinding.warning(
                    "repository-renamed",
                    name,
                    name + " is called " + ShownText.line(moved, 200) + " now",
                    "GitHub forwards the old name until another repository has that name.",
                    "Write the new name into the configuration."));
        }
        for (Part part : PARTS) {
            HttpReply answer = get("/repos/" + name + part.path());
            // 409: a repository without any commit; 410: issues are switched off
            if (answer.status() == 403 || answer.status() == 404) {
                findings.add(DoctorFinding.error(
                        "missing-permission",
                        name,
                        "HTTP " + answer.status() + ": the token lacks " + part.permission()
                                + (said.path("private").asBoolean(false) ? " (the repository is private)" : ""),
                        part.costs(),
                        Optional.of(advice.whatToDo(answer, settings.token()))
                                .filter(text -> answer.status() == 403)
                                .orElse("Give the token of " + settings.token().setting() + " that permission, see"
                                        + " docs/github.md.")));
            }
        }
    }

    /** Written as {@code 2026-12-01 10:00:00 UTC} or with an offset. */
    private static Optional<Instant> expiry(String header) {
        String text = header.strip();
        try {
            if (text.endsWith(" UTC")) {
                return Optional.of(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
                        .withZone(ZoneOffset.UTC)
                        .parse(text.substring(0, text.length() - " UTC".length()), Instant::from));
            }
            return Optional.of(
                    OffsetDateTime.parse(text, DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss Z", Locale.ROOT))
                            .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private HttpReply get(String path) {
        return probe.get(URI.create(settings.apiUrl() + path));
    }
}
