package dev.millrace.hub.web;

import dev.millrace.hub.webhook.Webhooks;
import java.io.IOException;

/**
 * {@code POST /v1/webhooks/TOOL/{site}}: a tool says what happened. Answers at once; what it names is read afterwards.
 *
 * @param maxBytes the largest body that the tool sends
 * @param budget how many bytes may be in the hub at once
 * @param tool takes what it says
 * @param setting where its secret is configured
 */
record WebhookEndpoint(long maxBytes, ByteBudget budget, Tool tool, String setting) implements Route.Immediate {

    /** Jira sends the whole issue, and at most that much. */
    private static final long JIRA_BYTES = 4L << 20;
    /** GitHub drops what is larger. */
    private static final long GITHUB_BYTES = 25L << 20;

    /** Takes the request of a tool. */
    @FunctionalInterface
    interface Tool {
        Webhooks.Outcome take(HubRequest request, byte[] body);
    }

    static WebhookEndpoint ofJira(Webhooks webhooks, ByteBudget budget) {
        return new WebhookEndpoint(
                JIRA_BYTES,
                budget,
                (request, body) -> webhooks.jira(
                        request.path().get(0), body, request.headers().get("X-Hub-Signature"), request.one("secret")),
                "jira.webhookSecret");
    }

    static WebhookEndpoint ofGitHub(Webhooks webhooks, ByteBudget budget) {
        return new WebhookEndpoint(
                GITHUB_BYTES,
                budget,
                (request, body) -> webhooks.gitHub(
                        request.path().get(0),
                        body,
                        request.headers().get("X-Hub-Signature-256"),
                        request.headers().get("X-GitHub-Event")),
                "github.webhookSecret");
    }

    @Override
    public HubResponse answer(HubRequest request) throws IOException {
        ByteBudget.Share share = budget.share();
        try {
            long most = budget.largestBody(maxBytes);
            byte[] body = new BoundedStream(request.body(), most, share::take).readAllBytes();
            return switch (tool.take(request, body)) {
                case KEPT -> HubResponse.of(202, "application/json", "{\"kept\":true}\n");
                case IGNORED -> HubResponse.of(202, "application/json", "{\"kept\":false}\n");
                case UNPROVEN ->
                    throw new ProblemException(ProblemDetails.notProven(
                            "this hub knows no webhook of that site with this signature or secret: compare " + setting
                                    + " in the configuration of the hub with the secret that the site has"));
                case UNREADABLE ->
                    throw new ProblemException(ProblemDetails.badRequest(
                            "the body is no JSON object; a webhook of GitHub needs the content type application/json"));
            };
        } finally {
            share.free();
        }
    }
}
