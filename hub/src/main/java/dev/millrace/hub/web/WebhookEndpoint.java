package dev.millrace.hub.web;

import dev.millrace.hub.webhook.Webhooks;
import java.io.IOException;

/** {@code POST /v1/webhooks/jira/{site}}: a Jira says what happened. Answers at once; what it names is read afterwards. */
final class WebhookEndpoint implements Route.Immediate {

    /** Jira sends the whole issue, and at most that much. */
    private static final long MAX_BYTES = 4L << 20;

    private final Webhooks webhooks;
    private final ByteBudget budget;

    /**
     * An endpoint.
     *
     * @param budget how many bytes may be in the hub at once
     */
    WebhookEndpoint(Webhooks webhooks, ByteBudget budget) {
        this.webhooks = webhooks;
        this.budget = budget;
    }

    @Override
    public HubResponse answer(HubRequest request) throws IOException {
        ByteBudget.Share share = budget.share();
        try {
            long most = budget.largestBody(MAX_BYTES);
            byte[] body = new BoundedStream(request.body(), most, share::take).readAllBytes();
            Webhooks.Outcome outcome = webhooks.jira(
                    request.path().get(0), body, request.headers().get("X-Hub-Signature"), request.one("secret"));
            return switch (outcome) {
                case KEPT -> HubResponse.of(202, "application/json", "{\"kept\":true}\n");
                case IGNORED -> HubResponse.of(202, "application/json", "{\"kept\":false}\n");
                case UNPROVEN ->
                    throw new ProblemException(ProblemDetails.notProven(
                            "this hub knows no webhook of that Jira with this signature or secret: compare"
                                    + " jira.webhookSecret in the configuration of the hub with the secret in Jira"));
                case UNREADABLE -> throw new ProblemException(ProblemDetails.badRequest("the body is no JSON object"));
            };
        } finally {
            share.free();
        }
    }
}
