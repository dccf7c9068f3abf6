package dev.millrace.demo.load;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A client that posts one document after the other, each until it is acknowledged: what was refused it posts again when it was told
 * to come back, and one in ten once more though it was acknowledged, as a client does that is not sure.
 */
final class Posting implements LoadClient {

    /**
     * A document to post.
     *
     * @param request head and body
     * @param from the number of the first build in it
     * @param to the number after that of the last one
     */
    record Document(ByteBuffer request, int from, int to) {}

    private static final int AGAIN = 10;
    private static final Duration BROKEN = Duration.ofMillis(200);

    private final Supplier<Optional<Document>> documents;
    private final Duration pause;
    private final Tally tally;
    private final BitSet acknowledged = new BitSet();
    private Optional<Document> current = Optional.empty();
    private int posted;

    Posting(Supplier<Optional<Document>> documents, Duration pause, Tally tally) {
        this.documents = documents;
        this.pause = pause;
        this.tally = tally;
    }

    @Override
    public ByteBuffer next() {
        if (current.isEmpty()) {
            current = documents.get();
        }
        return current.map(document -> document.request().duplicate()).orElseGet(() -> ByteBuffer.allocate(0));
    }

    @Override
    public Duration answered(Answer answer) {
        tally.add(answer);
        if (answer.status() != 200) {
            return answer.retryAfter().isZero() ? BROKEN : answer.retryAfter();
        }
        current.ifPresent(document -> acknowledged.set(document.from(), document.to()));
        if (++posted % AGAIN != 0) {
            current = Optional.empty();
        }
        return pause;
    }

    /** The numbers of the builds that the hub has said to have stored, of all these clients. */
    static BitSet acknowledged(List<Posting> clients) {
        BitSet all = new BitSet();
        clients.forEach(client -> all.or(client.acknowledged));
        return all;
    }
}
