package dev.millrace.demo.load;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** A client that asks for a path again and again; after 429 or 503 it comes back when it was told to. */
final class Reading implements LoadClient {

    private final Supplier<Optional<String>> path;
    private final String headers;
    private final Duration pause;
    private final Tally tally;

    /**
     * A reader.
     *
     * @param path what to ask for next; empty to end
     * @param headers lines that end as HTTP wants them
     * @param pause between an answer and the next request
     */
    Reading(Supplier<Optional<String>> path, String headers, Duration pause, Tally tally) {
        this.path = path;
        this.headers = headers;
        this.pause = pause;
        this.tally = tally;
    }

    @Override
    public ByteBuffer next() {
        return path.get()
                .map(next -> LoadGenerator.request("GET", next, headers, new byte[0]))
                .orElseGet(() -> ByteBuffer.allocate(0));
    }

    @Override
    public Duration answered(Answer answer) {
        tally.add(answer);
        return answer.status() == 200 || answer.retryAfter().isZero() ? pause : answer.retryAfter();
    }
}
