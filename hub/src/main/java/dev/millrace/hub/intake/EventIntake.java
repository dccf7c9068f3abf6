package dev.millrace.hub.intake;

import dev.millrace.facts.FactBatch;
import dev.millrace.store.CommitResult;
import dev.millrace.store.Cursor;
import dev.millrace.store.FlowStore;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores what clients post. One thread writes; what waits is stored together, so that many small posts cost one commit. A post
 * is answered after the commit that holds it: once answered, it survives the end of the process and of the power.
 */
public final class EventIntake implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventIntake.class);
    private static final Cursor CURSOR = new Cursor("hub", "");
    private static final int MAX_WAITING = 1_000;
    private static final int MAX_TOGETHER = 20_000;
    private static final long LOOK_MILLIS = 200;

    private record Post(FactBatch facts, long count, CompletableFuture<Void> stored) {}

    private final FlowStore store;
    private final IntakeListener listener;
    private final BlockingQueue<Post> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final Thread writer;
    private volatile boolean closing;

    /**
     * Starts the writer.
     *
     * @param store used by the writer's thread only from now on; it is closed with this
     * @param listener receives each commit
     */
    public EventIntake(FlowStore store, IntakeListener listener) {
        this.store = Objects.requireNonNull(store, "store");
        this.listener = Objects.requireNonNull(listener, "listener");
        this.writer = new Thread(this::write, "millrace-intake");
        this.writer.start();
    }

    /**
     * Hands facts to the writer.
     *
     * @param count how many facts these are
     * @return completes when they are stored for good, or fails with {@link UnstorableException} if they never can be, else with the
     *     store's exception
     * @throws IntakeBusyException if too much waits already, or the hub stops; nothing was taken
     */
    public CompletableFuture<Void> store(FactBatch facts, long count) {
        Post post = new Post(facts, count, new CompletableFuture<>());
        if (closing || !waiting.offer(post)) {
            throw new IntakeBusyException();
        }
        if (closing && waiting.remove(post)) {
            throw new IntakeBusyException();
        }
        return post.stored();
    }

    /** How many posts wait for the writer. */
    public int waiting() {
        return waiting.size();
    }

    /** Whether posts are still stored. */
    public boolean alive() {
        return writer.isAlive() && !closing;
    }

    private void write() {
        while (!closing || !waiting.isEmpty()) {
            List<Post> posts = next();
            if (!posts.isEmpty()) {
                try {
                    commit(posts);
                } catch (OutOfMemoryError e) {
                    OutOfMemory.exitIf(e);
                }
            }
        }
    }

    private List<Post> next() {
        List<Post> posts = new ArrayList<>();
        try {
            Post first = waiting.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            long facts = 0;
            for (Post post = first; post != null; post = facts < MAX_TOGETHER ? waiting.poll() : null) {
                posts.add(post);
                facts += post.count();
            }
        } catch (InterruptedException e) {
            closing = true; // what waits is still stored
        }
        return posts;
    }

    private void commit(List<Post> posts) {
        long begin = System.nanoTime();
        try {
            CommitResult result = store.commit(together(posts), CURSOR);
            listener.stored(posts.size(), result, System.nanoTime() - begin);
            posts.forEach(post -> post.stored().complete(null));
        } catch (RuntimeException e) {
            if (posts.size() == 1) {
                LOG.warn("a post could not be stored", e);
                listener.failed();
                posts.get(0).stored().completeExceptionally(told(e));
            } else {
                // one may be to blame; the others shall not suffer
                posts.forEach(post -> commit(List.of(post)));
            }
        }
    }

    /**
     * The response to the client. A fact that the store cannot hold (the database's own word for it begins with 22 or 23) is the
     * document's fault: posting it again would only hold up what comes after it.
     */
    private static RuntimeException told(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String state = cause instanceof SQLException sql && sql.getSQLState() != null ? sql.getSQLState() : "";
            if (cause instanceof IllegalArgumentException
                    || cause instanceof ArithmeticException
                    || state.startsWith("22")
                    || state.startsWith("23")) {
                return new UnstorableException("the document contains a value that no store can hold");
            }
        }
        return failure;
    }

    /** Pairs of pairs, so that no fact is copied more often than the number of posts has binary digits. */
    private static FactBatch together(List<Post> posts) {
        if (posts.size() == 1) {
            return posts.get(0).facts();
        }
        int half = posts.size() / 2;
        return together(posts.subList(0, half)).plus(together(posts.subList(half, posts.size())));
    }

    /** Takes nothing more, stores what waits, and closes the store. */
    @Override
    public void close() {
        closing = true;
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Post late = waiting.poll();
        while (late != null) {
            late.stored().completeExceptionally(new IntakeBusyException());
            late = waiting.poll();
        }
        store.close();
    }
}
