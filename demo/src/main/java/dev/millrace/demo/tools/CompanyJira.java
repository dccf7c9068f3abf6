package dev.millrace.demo.tools;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.demo.company.Company;
import dev.millrace.demo.company.Status;
import dev.millrace.fake.LoopbackServer;
import dev.millrace.fake.Response;
import dev.millrace.fake.jira.JiraCloudFake;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The company's Jira Cloud, with its issues and their changelogs. */
public final class CompanyJira implements AutoCloseable {

    /** Jira returns fewer issues than requested; it does not document how many. */
    private static final int MOST_ISSUES = 60;
    /** Small enough that the changes of one issue lie on several pages. */
    private static final int MOST_CHANGES = 250;
    /** The requests that meet a burst limit. */
    private static final Set<Integer> REFUSED = Set.of(6, 13);

    private static final Response REFUSAL = Response.of(
                    429, "{\"errorMessages\":[\"Rate limit exceeded.\"],\"errors\":{}}")
            .with("Retry-After", "1")
            .with("X-RateLimit-Limit", "350")
            .with("X-RateLimit-Remaining", "0")
            .with("RateLimit-Reason", "jira-burst-based");

    private final JiraCloudFake fake;
    private final AtomicInteger refused = new AtomicInteger();

    /** Starts it. */
    public CompanyJira(Company company) {
        this(company, (request, answer) -> {});
    }

    /** Starts it, and lets somebody watch. */
    CompanyJira(Company company, LoopbackServer.Observer observer) {
        fake = new JiraCloudFake("", Company.JIRA, observer);
        JiraJson json = new JiraJson(company, Company.JIRA);
        company.issues().forEach(issue -> fake.put(json.issue(issue)));
        fake.setStatuses(Stream.of(Status.values()).<JsonNode>map(json::status).toList());
        fake.answer("serverInfo", Response.ok(JiraJson.serverInfo()));
        fake.answer("myself", Response.ok(JiraJson.collector()));
        fake.answer("field", Response.ok(JiraJson.fields()));
        fake.capPagesAt(MOST_ISSUES, MOST_CHANGES, 0);
        fake.listOldestFirst();
        fake.onRequest(number -> {
            if (!REFUSED.contains(number)) {
                return Optional.empty();
            }
            refused.incrementAndGet();
            return Optional.of(REFUSAL);
        });
    }

    /** Where it listens; its answers call themselves {@link Company#JIRA}. */
    public URI url() {
        return fake.baseUrl();
    }

    /** How many requests it has refused because of a limit. */
    public int refused() {
        return refused.get();
    }

    @Override
    public void close() {
        fake.close();
    }
}
