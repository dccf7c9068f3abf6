package dev.millrace.hub.mcp;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.app.UserError;
import dev.millrace.app.query.Queries;
import dev.millrace.codec.PrintedJson;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import io.modelcontextprotocol.spec.ProtocolVersions;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Answers the messages of assistants. Keeps nothing between two of them: each is answered for the reader that it comes with. Called by
 * several threads.
 */
public final class McpService {

    private static final Logger LOG = LoggerFactory.getLogger(McpService.class);
    private static final String READER = "reader";
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    /** What an assistant reads before its first question. */
    private static final String INSTRUCTIONS =
            "Millrace measures how work flows from issue to production. Its figures are computed by"
                    + " published definitions: quote them with n, the window and the as-of, and compute no figure yourself. A figure"
                    + " without a value has a reason: say it, and put no 0 in its place. Times are in milliseconds, instants in UTC."
                    + " Begin with flow_report; why explains a figure, data_quality says what weakens it, glossary what words mean. "
                    + Fence.NOTE;

    private final McpJsonMapper messages = McpJsonDefaults.getMapper();
    private final ObjectMapper json = new ObjectMapper();
    private final Transport transport = new Transport();
    private final @Nullable String hub;

    /**
     * A service.
     *
     * @param version of Millrace
     */
    public McpService(Queries queries, String version) {
        this.hub = queries.hubUrl().map(URI::toString).orElse(null);
        Stream<Tool> tools = Stream.of(
                        new ReportTools(queries).all(), new ItemTools(queries).all(), new StateTools(queries).all())
                .flatMap(List::stream);
        // it answers on the thread that brings the message
        var unused = McpServer.sync(transport)
                .serverInfo("millrace", version)
                .instructions(INSTRUCTIONS)
                .capabilities(
                        McpSchema.ServerCapabilities.builder().tools(false).build())
                .immediateExecution(true)
                .tools(tools.map(this::specification).toList())
                .build();
    }

    private SyncToolSpecification specification(Tool tool) {
        McpSchema.Tool described = McpSchema.Tool.builder(tool.name(), tool.input())
                .title(tool.title())
                .description(tool.description())
                .outputSchema(tool.output())
                .annotations(McpSchema.ToolAnnotations.builder()
                        .title(tool.title())
                        .readOnlyHint(true)
                        .destructiveHint(false)
                        .idempotentHint(true)
                        .openWorldHint(false)
                        .build())
                .build();
        return new SyncToolSpecification(described, (context, request) -> call(tool, context, request));
    }

    private McpSchema.CallToolResult call(Tool tool, McpTransportContext context, McpSchema.CallToolRequest request) {
        ToolReader reader = (ToolReader) Objects.requireNonNull(context.get(READER), READER);
        ToolArguments arguments = new ToolArguments(Objects.requireNonNullElse(request.arguments(), Map.of()));
        try {
            if (!reader.may(tool.scope())) {
                throw UserError.failed(
                        "this needs a token with the scope " + tool.scope().text());
            }
            ToolAnswer answer = tool.question().answer(arguments, reader);
            ObjectNode structured = answer.structured(
                    tool.name(), arguments.number("offset", 0), arguments.number("limit", Tool.USUAL_LIMIT), hub);
            return McpSchema.CallToolResult.builder()
                    .addTextContent(answer.text(structured))
                    // for clients that read no structured content
                    .addTextContent(PrintedJson.line(structured))
                    .structuredContent(json.convertValue(structured, OBJECT))
                    .build();
        } catch (UserError e) {
            return failed(Fence.text(String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            LOG.error("the tool {} failed", tool.name(), e);
            return failed("the question failed inside Millrace; its log says why");
        }
    }

    private static McpSchema.CallToolResult failed(String message) {
        return McpSchema.CallToolResult.builder()
                .addTextContent(message)
                .isError(true)
                .build();
    }

    /** Whether a client may name that version of the protocol. */
    public boolean speaks(String protocolVersion) {
        return transport.protocolVersions().contains(protocolVersion);
    }

    /**
     * The answer to a message.
     *
     * @param message JSON-RPC, one message
     * @param reader on whose behalf it comes
     * @return JSON on one line; empty if the message wants no answer
     * @throws UserError if it is no JSON-RPC message
     */
    public Optional<String> answer(String message, ToolReader reader) {
        McpTransportContext context = McpTransportContext.create(Map.of(READER, reader));
        try {
            McpSchema.JSONRPCMessage read = read(message);
            if (read instanceof McpSchema.JSONRPCRequest request) {
                McpSchema.JSONRPCResponse response = transport
                        .handler()
                        .handleRequest(context, request)
                        .contextWrite(under -> under.put(McpTransportContext.KEY, context))
                        .block();
                return Optional.of(messages.writeValueAsString(response));
            } else if (read instanceof McpSchema.JSONRPCNotification notification) {
                transport.handler().handleNotification(context, notification).block();
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("an answer can always be written", e);
        }
    }

    private McpSchema.JSONRPCMessage read(String message) {
        try {
            return McpSchema.deserializeJsonRpcMessage(messages, message);
        } catch (IOException | RuntimeException e) {
            throw UserError.usage("this is no JSON-RPC message");
        }
    }

    /** Messages come one at a time from whoever calls {@link #answer}. */
    private static final class Transport implements McpStatelessServerTransport {

        private @Nullable McpStatelessServerHandler handler;

        McpStatelessServerHandler handler() {
            return Objects.requireNonNull(handler, "handler");
        }

        @Override
        public void setMcpHandler(McpStatelessServerHandler mcpHandler) {
            this.handler = mcpHandler;
        }

        @Override
        public Mono<Void> closeGracefully() {
            return Mono.empty();
        }

        @Override
        public List<String> protocolVersions() {
            return List.of(
                    ProtocolVersions.MCP_2025_03_26, ProtocolVersions.MCP_2025_06_18, ProtocolVersions.MCP_2025_11_25);
        }
    }
}
