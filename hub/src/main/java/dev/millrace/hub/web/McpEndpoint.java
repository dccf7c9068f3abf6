package dev.millrace.hub.web;

import dev.millrace.app.UserError;
import dev.millrace.app.item.Visibility;
import dev.millrace.app.report.ReportQuestion;
import dev.millrace.hub.access.Token;
import dev.millrace.hub.access.TokenScope;
import dev.millrace.hub.mcp.McpService;
import dev.millrace.hub.mcp.ToolReader;
import dev.millrace.store.FlowStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * {@code POST /mcp}: a message of an assistant, and its answer as JSON (streamable HTTP without sessions and streams). A browser sends
 * no token of the hub by itself, and pages of other sites are refused.
 */
final class McpEndpoint implements Route.Immediate {

    private static final long MAX_BYTES = 256 << 10;

    private final McpService service;
    private final StorePool items;
    private final StorePool reports;

    McpEndpoint(McpService service, StorePool items, StorePool reports) {
        this.service = service;
        this.items = items;
        this.reports = reports;
    }

    @Override
    public HubResponse answer(HubRequest request) throws IOException {
        request.onlyKnows();
        if (request.headers().get("Origin").isPresent()) {
            throw new ProblemException(ProblemDetails.forbidden("a page of a browser may not call /mcp"));
        }
        request.headers()
                .get("MCP-Protocol-Version")
                .filter(version -> !service.speaks(version))
                .ifPresent(version -> {
                    throw new ProblemException(ProblemDetails.badRequest(
                            "this hub does not speak version " + ProblemDetails.shown(version) + " of the protocol"));
                });
        String message =
                new String(new BoundedStream(request.body(), MAX_BYTES).readAllBytes(), StandardCharsets.UTF_8);
        return service.answer(message, new Reader(request.token().orElseThrow()))
                .map(HubResponse::json)
                .orElseGet(() -> HubResponse.of(202, "application/json", ""));
    }

    private final class Reader implements ToolReader {

        private final Token token;

        Reader(Token token) {
            this.token = token;
        }

        @Override
        public boolean may(TokenScope scope) {
            return token.scopes().contains(scope);
        }

        @Override
        public Visibility visibility() {
            return token.visibility();
        }

        @Override
        public ReportQuestion within(ReportQuestion question) {
            return said(() -> TokenBounds.within(question, visibility()));
        }

        @Override
        public <T> T item(Function<FlowStore, T> question) {
            return read(items, question);
        }

        @Override
        public <T> T report(Function<FlowStore, T> question) {
            return read(reports, question);
        }

        private <T> T read(StorePool pool, Function<FlowStore, T> question) {
            return said(() -> {
                try {
                    return pool.read(question);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw UserError.failed("the hub stops; ask again later");
                }
            });
        }

        /** A problem of HTTP is one of the question here. */
        private static <T> T said(Supplier<T> answer) {
            try {
                return answer.get();
            } catch (ProblemException e) {
                throw UserError.failed(e.problem().detail());
            }
        }
    }
}
