package io.jenkins.plugins.millrace.threads;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One daemon thread, which ends when it is idle, with a bounded queue: what does not fit is rejected, and nobody waits. */
public final class BackgroundThread {

    private static final long IDLE_SECONDS = 30;

    private BackgroundThread() {}

    /**
     * A thread of that name.
     *
     * @param waiting how many tasks may wait; further ones end in {@link java.util.concurrent.RejectedExecutionException}
     */
    public static Executor named(String name, int waiting) {
        ThreadPoolExecutor executor = executor(name, waiting);
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /** The same, but it stays once it was started: to start it anew is too much for the thread of a build. */
    public static Executor kept(String name, int waiting) {
        return executor(name, waiting);
    }

    private static ThreadPoolExecutor executor(String name, int waiting) {
        return new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waiting), task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }
}
