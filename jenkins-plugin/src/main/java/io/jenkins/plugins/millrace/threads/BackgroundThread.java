package io.jenkins.plugins.millrace.threads;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** One daemon thread, which ends when it is idle, with a bounded queue: what does not fit is rejected, and nobody waits. */
public final class BackgroundThread {

    private static final Logger LOG = Logger.getLogger(BackgroundThread.class.getName());
    private static final long IDLE_SECONDS = 30;
    private static final long LOOK_MILLIS = 500;

    private BackgroundThread() {}

    /**
     * A thread of that name.
     *
     * @param waiting how many tasks may wait; further ones end in {@link RejectedExecutionException}
     */
    public static Executor named(String name, int waiting) {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waiting), task -> daemon(task, name));
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /**
     * The same for tasks of a thread that a build waits for. It stays, and looks twice a second for tasks: to start or to wake a thread costs
     * the one that does it a hundred times as much as to leave a task behind, and on a busy controller its place at the processor.
     *
     * @param waiting how many tasks may wait; further ones end in {@link RejectedExecutionException}
     */
    public static Executor looking(String name, int waiting) {
        BlockingQueue<Runnable> tasks = new ArrayBlockingQueue<>(waiting);
        daemon(() -> look(tasks), name).start();
        return task -> {
            if (!tasks.offer(task)) {
                throw new RejectedExecutionException(name + " has too much to do");
            }
        };
    }

    /** Nothing that a task does ends it: without it no build would be recorded any more. */
    @SuppressWarnings("InfiniteLoopStatement")
    private static void look(BlockingQueue<Runnable> tasks) {
        while (true) {
            try {
                Runnable task = tasks.poll();
                if (task == null) {
                    Thread.sleep(LOOK_MILLIS);
                } else {
                    task.run();
                }
            } catch (InterruptedException e) {
                LOG.log(Level.FINE, "Millrace: a task left this thread interrupted", e);
            } catch (RuntimeException | Error e) {
                LOG.log(Level.WARNING, "Millrace: a task failed", e);
            }
        }
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
