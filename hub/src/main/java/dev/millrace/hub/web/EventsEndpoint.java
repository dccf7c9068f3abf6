package dev.millrace.hub.web;

import dev.millrace.codec.FactFormatException;
import dev.millrace.codec.FactLines;
import dev.millrace.facts.FactBatch;
import dev.millrace.hub.access.Authenticator;
import dev.millrace.hub.access.Producers;
import dev.millrace.hub.access.Token;
import dev.millrace.hub.intake.EventIntake;
import dev.millrace.hub.intake.IntakeBusyException;
import dev.millrace.hub.intake.UnstorableException;
import dev.millrace.model.ToolInstance;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** {@code POST /v1/events}: takes a document of {@code docs/events.md}, whole or not at all, and answers once it is stored. */
final class EventsEndpoint implements Route.Immediate {

    private static final String NDJSON = "application/x-ndjson";
    private static final Duration PATIENCE = Duration.ofSeconds(45);
    private static final Duration COME_BACK = Duration.ofSeconds(5);

    private final EventIntake intake;
    private final ByteBudget budget;
    private final long maxBytes;

    /**
     * An endpoint.
     *
     * @param budget how many bytes may be in the hub at once
     * @param maxBytes the largest body, after decompression
     */
    EventsEndpoint(EventIntake intake, ByteBudget budget, long maxBytes) {
        this.intake = intake;
        this.budget = budget;
        this.maxBytes = maxBytes;
    }

    @Override
    public HubResponse answer(HubRequest request) throws IOException, InterruptedException {
        request.onlyKnows();
        // a browser sends Basic by itself, also for a form on somebody else's page
        if (Authenticator.isBasic(request.headers().get("Authorization").orElse(null))) {
            throw new ProblemException(ProblemDetails.unauthorized(false));
        }
        checkType(request.headers().get("Content-Type"));
        checkLength(request.headers().get("Content-Length"));
        ByteBudget.Share share = budget.share();
        CompletableFuture<Void> stored = null;
        try {
            List<FactBatch> batches = new ArrayList<>();
            List<ToolInstance> said = new ArrayList<>();
            long count = read(request, share, said, batches);
            FactBatch facts = count > 0 ? together(batches) : FactBatch.empty();
            PostPermission.check(
                    said, facts, request.token().map(Token::producers).orElse(Producers.NONE));
            if (count > 0) {
                stored = handOver(facts, count);
                // the facts stay in memory until they are stored, however long the client waits
                CompletableFuture<Void> unused = stored.whenComplete((done, failed) -> share.free());
                await(stored);
            }
            return HubResponse.json("{\"stored\":" + count + "}\n");
        } finally {
            if (stored == null) {
                share.free();
            }
        }
    }

    private static void checkType(Optional<String> type) {
        String bare = type.map(text -> text.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .orElse("");
        if (!bare.equals(NDJSON)) {
            throw new ProblemException(ProblemDetails.unsupported("send Content-Type: " + NDJSON));
        }
    }

    private void checkLength(Optional<String> length) {
        // the server has checked that it is a number
        if (length.isPresent() && Long.parseLong(length.get().strip()) > maxBytes) {
            throw new ProblemException(ProblemDetails.tooLarge(maxBytes));
        }
    }

    private long read(HubRequest request, ByteBudget.Share share, List<ToolInstance> said, List<FactBatch> batches)
            throws IOException {
        try (Reader in = reader(request, share)) {
            return FactLines.read(in, "body", said::add, batch -> batches.add(batch));
        } catch (FactFormatException e) {
            throw new ProblemException(ProblemDetails.badRequest(e.getMessage() + "; nothing was stored"));
        } catch (CharacterCodingException e) {
            throw new ProblemException(ProblemDetails.badRequest("the body is not UTF-8; nothing was stored"));
        } catch (ZipException e) {
            throw new ProblemException(ProblemDetails.badRequest("the body is not gzip; nothing was stored"));
        } catch (EOFException e) {
            throw new ProblemException(ProblemDetails.badRequest("the body ends too early; nothing was stored"));
        }
    }

    private Reader reader(HubRequest request, ByteBudget.Share share) throws IOException {
        String encoding = request.headers()
                .get("Content-Encoding")
                .orElse("identity")
                .strip()
                .toLowerCase(Locale.ROOT);
        InputStream plain = switch (encoding) {
            case "identity" -> new BoundedStream(request.body(), maxBytes, share::take);
            case "gzip" ->
                new BoundedStream(
                        new GZIPInputStream(new BoundedStream(request.body(), maxBytes)), maxBytes, share::take);
            default ->
                throw new ProblemException(ProblemDetails.unsupported("Content-Encoding must be gzip or absent"));
        };
        return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8.newDecoder()));
    }

    private static FactBatch together(List<FactBatch> batches) {
        int half = batches.size() / 2;
        return half == 0
                ? batches.get(0)
                : together(batches.subList(0, half)).plus(together(batches.subList(half, batches.size())));
    }

    private CompletableFuture<Void> handOver(FactBatch facts, long count) {
        try {
            return intake.store(facts, count);
        } catch (IntakeBusyException e) {
            throw new ProblemException(ProblemDetails.busy(e.getMessage() + "; nothing was stored", COME_BACK));
        }
    }

    private static void await(CompletableFuture<Void> stored) throws InterruptedException {
        try {
            stored.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new ProblemException(
                    ProblemDetails.busy("it takes too long; post it again, nothing is stored twice", COME_BACK));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnstorableException never) {
                throw new ProblemException(ProblemDetails.badRequest(never.getMessage() + "; nothing was stored"));
            }
            // the cause is in the log; it may name files, which are no client's business
            throw new ProblemException(
                    ProblemDetails.busy("the store failed; nothing was stored, post it again later", COME_BACK));
        }
    }
}
