package dev.millrace.metrics.origin;

import dev.millrace.flow.PullRequestFlow;
import dev.millrace.metrics.IndexOrder;
import dev.millrace.model.Hash64;
import dev.millrace.valuestream.Origin;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Pull requests in columns, some 40 bytes each: there may be some millions, and several items may have the same. */
final class PullRequestColumns {

    private static final int FIRST_CAPACITY = 16;
    private static final long NONE = -1;
    private static final Origin[] ORIGINS = Origin.values();

    static final int OPENED = 1;
    static final int OPEN = 2;
    static final int MERGED = 4;
    static final int CLOSED = 8;
    static final int REVERTS = 16;

    /** Takes one pull request; durations are in milliseconds, or below 0 where there is none. */
    interface Visitor {
        void visit(Origin origin, int flags, long firstReview, long turn, int sentBack, int[] reviews);
    }

    private long[] ids = new long[FIRST_CAPACITY];
    private long[] firstReviews = new long[FIRST_CAPACITY];
    private long[] turns = new long[FIRST_CAPACITY];
    private int[] counts = new int[FIRST_CAPACITY];
    private int[] reviews = new int[FIRST_CAPACITY];
    private byte[] origins = new byte[FIRST_CAPACITY];
    private byte[] flags = new byte[FIRST_CAPACITY];
    private int size;

    /** @param said what became of it in the window */
    @SuppressWarnings("EnumOrdinal") // read by the same class in the same process
    void add(PullRequestFlow one, int said) {
        reserve(size + 1);
        ids[size] = Hash64.of(one.artifact().toString());
        firstReviews[size] = millis(one.firstReview());
        turns[size] = millis(one.reviewersTurn());
        counts[size] = one.sentBack();
        reviews[size] = limited(one.reviews()) << 20 | limited(one.agentReviews()) << 10 | limited(one.botReviews());
        origins[size] = (byte) one.origin().origin().ordinal();
        flags[size] = (byte) (said | (one.reverts() ? REVERTS : 0));
        size++;
    }

    void addAll(PullRequestColumns other) {
        reserve(size + other.size);
        System.arraycopy(other.ids, 0, ids, size, other.size);
        System.arraycopy(other.firstReviews, 0, firstReviews, size, other.size);
        System.arraycopy(other.turns, 0, turns, size, other.size);
        System.arraycopy(other.counts, 0, counts, size, other.size);
        System.arraycopy(other.reviews, 0, reviews, size, other.size);
        System.arraycopy(other.origins, 0, origins, size, other.size);
        System.arraycopy(other.flags, 0, flags, size, other.size);
        size += other.size;
    }

    /** Gives each pull request once. */
    void forEach(Visitor visitor) {
        int[] order = IndexOrder.of(size, (one, other) -> Long.compare(ids[one], ids[other]));
        for (int i = 0; i < size; i++) {
            int at = order[i];
            if (i == 0 || ids[order[i - 1]] != ids[at]) {
                visitor.visit(ORIGINS[origins[at]], flags[at], firstReviews[at], turns[at], counts[at], new int[] {
                    reviews[at] >>> 20, reviews[at] >>> 10 & 1023, reviews[at] & 1023
                });
            }
        }
    }

    private static int limited(int count) {
        return Math.min(count, 1023);
    }

    private static long millis(@Nullable Duration duration) {
        return duration == null ? NONE : duration.toMillis();
    }

    private void reserve(int capacity) {
        if (capacity > ids.length) {
            int larger = Math.max(capacity, size + (size >> 1));
            ids = Arrays.copyOf(ids, larger);
            firstReviews = Arrays.copyOf(firstReviews, larger);
            turns = Arrays.copyOf(turns, larger);
            counts = Arrays.copyOf(counts, larger);
            reviews = Arrays.copyOf(reviews, larger);
            origins = Arrays.copyOf(origins, larger);
            flags = Arrays.copyOf(flags, larger);
        }
    }
}
