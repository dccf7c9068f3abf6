package dev.millrace.demo.fake;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.demo.company.Company;
import dev.millrace.demo.company.Service;
import dev.millrace.demo.company.SimulatedDeployment;
import dev.millrace.demo.fake.GraphQlDocument.GraphQlException;
import dev.millrace.demo.fake.LoopbackServer.Answer;
import dev.millrace.demo.fake.LoopbackServer.Request;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A GitHub on loopback that keeps the company's repositories: GraphQL, and of REST what deployments need. */
public final class FakeGitHub implements AutoCloseable {

    private static final Pattern REPOSITORY = Pattern.compile("/repos/([^/]+/[^/]+)(/.*)?");
    private static final Pattern STATUSES = Pattern.compile("/deployments/(\\d+)/statuses");
    private static final Pattern DEPLOYMENT = Pattern.compile("/deployments/(\\d+)");
    private static final int DEFAULT_PAGE = 30;
    private static final int MAX_PAGE = 100;
    private static final int LIMIT = 5_000;

    /** The requests that meet a secondary limit. */
    private static final Set<Integer> REFUSED = Set.of(4, 25);

    private final Company company;
    private final LoopbackServer server;
    private final GitHubGraph graph;
    private final GitHubRest rest;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    /** Starts it. */
    public FakeGitHub(Company company) {
        this(company, (request, answer) -> {});
    }

    /** Starts it, and lets somebody watch. */
    FakeGitHub(Company company, LoopbackServer.Observer observer) {
        this.company = company;
        this.server = new LoopbackServer(request -> this.answer(request), observer);
        this.graph = new GitHubGraph(company, Company.GITHUB);
        this.rest = new GitHubRest(Company.GITHUB_API, Company.GITHUB);
    }

    /** Where it listens; its answers call themselves {@link Company#GITHUB_API}. */
    public URI url() {
        return server.url();
    }

    /** How many requests it has had. */
    public int requests() {
        return requests.get();
    }

    /** How many of them it has refused because of a limit. */
    public int refused() {
        return refused.get();
    }

    @Override
    public void close() {
        server.close();
    }

    private Answer answer(Request request) {
        int number = requests.incrementAndGet();
        if (request.authorization() == null) {
            return message(401, "Requires authentication");
        }
        if (REFUSED.contains(number)) {
            refused.incrementAndGet();
            return message(
                            403,
                            "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.")
                    .with("retry-after", "1");
        }
        Answer answer = request.path().equals("/graphql") ? graphql(request) : rest(request);
        return answer.with("x-ratelimit-limit", Integer.toString(LIMIT))
                .with("x-ratelimit-remaining", Integer.toString(LIMIT - number % LIMIT))
                .with("x-ratelimit-used", Integer.toString(number % LIMIT))
                .with("x-ratelimit-reset", Long.toString(reset()))
                .with("x-ratelimit-resource", request.path().equals("/graphql") ? "graphql" : "core");
    }

    private static long reset() {
        return Company.END.plusSeconds(3_600).getEpochSecond();
    }

    private Answer graphql(Request request) {
        ObjectNode answer = Wire.object();
        try {
            answer.set("data", GraphQlExecutor.execute(Wire.parse(request.body()), graph.root(rateLimit())));
        } catch (GraphQlException | GitHubGraph.NotFoundException e) {
            ObjectNode error = answer.putArray("errors").addObject();
            if (e instanceof GitHubGraph.NotFoundException) {
                error.put("type", "NOT_FOUND");
            }
            error.put("message", String.valueOf(e.getMessage()));
        }
        return Answer.ok(answer);
    }

    private GraphObject rateLimit() {
        int used = requests.get() % LIMIT;
        return new GraphObject("RateLimit")
                .put("cost", 1)
                .put("limit", LIMIT)
                .put("nodeCount", 100)
                .put("remaining", LIMIT - used)
                .put("used", used)
                .put("resetAt", Wire.github(Company.END.plusSeconds(3_600)));
    }

    private Answer rest(Request request) {
        if (request.path().equals("/rate_limit")) {
            return Answer.ok(limits());
        } else if (request.path().equals("/user")) {
            return Answer.ok(rest.person(company.people().get(0)));
        }
        Matcher matcher = REPOSITORY.matcher(request.path());
        Optional<Service> service = matcher.matches() ? service(matcher.group(1)) : Optional.empty();
        if (service.isEmpty() || !request.method().equals("GET")) {
            return message(404, "Not Found");
        }
        String below = matcher.group(2) == null ? "" : matcher.group(2);
        return below.isEmpty() ? Answer.ok(rest.repository(service.get())) : deployments(request, service.get(), below);
    }

    private Answer deployments(Request request, Service service, String below) {
        List<SimulatedDeployment> all = company.deployments().stream()
                .filter(deployment -> deployment.service().equals(service))
                .toList();
        Matcher statuses = STATUSES.matcher(below);
        if (statuses.matches()) {
            SimulatedDeployment found = find(all, statuses.group(1));
            return found == null ? message(404, "Not Found") : page(request, elements(rest.statuses(found)));
        }
        Matcher one = DEPLOYMENT.matcher(below);
        if (one.matches()) {
            SimulatedDeployment found = find(all, one.group(1));
            return found == null ? message(404, "Not Found") : Answer.ok(rest.deployment(found));
        }
        if (!below.equals("/deployments")) {
            return message(404, "Not Found");
        }
        List<Object> youngestFirst = new ArrayList<>();
        for (int i = all.size() - 1; i >= 0; i--) {
            SimulatedDeployment deployment = all.get(i);
            boolean wanted = matches(request, "environment", deployment.environment())
                    && matches(request, "sha", deployment.sha());
            if (wanted) {
                youngestFirst.add(rest.deployment(deployment));
            }
        }
        return page(request, youngestFirst);
    }

    private static boolean matches(Request request, String parameter, String value) {
        String asked = request.query().getOrDefault(parameter, "");
        return asked.isEmpty() || asked.equals("none") || asked.equals(value);
    }

    private static Answer page(Request request, List<Object> all) {
        int size = Math.max(1, Math.min(MAX_PAGE, request.number("per_page", DEFAULT_PAGE)));
        int page = Math.max(1, request.number("page", 1));
        int last = Math.max(1, (all.size() + size - 1) / size);
        int from = Math.min(all.size(), (page - 1) * size);
        Answer answer =
                Answer.ok(all.subList(from, Math.min(all.size(), from + size)).toString());
        if (last == 1) {
            return answer;
        }
        List<String> links = new ArrayList<>();
        if (page > 1) {
            links.add(link(request, page - 1, "prev"));
        }
        if (page < last) {
            links.add(link(request, page + 1, "next"));
            links.add(link(request, last, "last"));
        }
        if (page > 1) {
            links.add(link(request, 1, "first"));
        }
        return answer.with("link", String.join(", ", links));
    }

    private static String link(Request request, int page, String relation) {
        StringBuilder url = new StringBuilder(Company.GITHUB_API + request.path() + '?');
        request.query().forEach((name, value) -> {
            if (!name.equals("page")) {
                url.append(name).append('=').append(value).append('&');
            }
        });
        return "<" + url + "page=" + page + ">; rel=\"" + relation + '"';
    }

    private static List<Object> elements(ArrayNode array) {
        List<Object> elements = new ArrayList<>();
        array.forEach(elements::add);
        return elements;
    }

    private static @Nullable SimulatedDeployment find(List<SimulatedDeployment> all, String id) {
        return all.stream()
                .filter(deployment -> Long.toString(deployment.id()).equals(id))
                .findFirst()
                .orElse(null);
    }

    private Optional<Service> service(String fullName) {
        return company.services().stream()
                .filter(service -> service.fullName().equalsIgnoreCase(fullName))
                .findFirst();
    }

    private static ObjectNode limits() {
        ObjectNode json = Wire.object();
        ObjectNode resources = json.putObject("resources");
        for (String resource : List.of("core", "graphql", "search")) {
            limit(resources.putObject(resource));
        }
        limit(json.putObject("rate"));
        return json;
    }

    private static void limit(ObjectNode json) {
        json.put("limit", LIMIT).put("remaining", LIMIT).put("reset", reset()).put("used", 0);
    }

    private static Answer message(int status, String message) {
        ObjectNode json = Wire.object();
        json.put("message", message);
        json.put("documentation_url", "https://docs.github.com/rest");
        json.put("status", Integer.toString(status));
        return new Answer(status, Map.of(), json.toString());
    }
}
