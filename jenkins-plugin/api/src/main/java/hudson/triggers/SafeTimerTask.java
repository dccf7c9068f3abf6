package hudson.triggers;

import java.util.TimerTask;

/** Signature only. */
public abstract class SafeTimerTask extends TimerTask {
    public SafeTimerTask() {}

    public static SafeTimerTask of(ExceptionRunnable task) {
        throw new UnsupportedOperationException();
    }

    /** Signature only. */
    @FunctionalInterface
    public interface ExceptionRunnable {
        void run() throws Exception;
    }

    protected abstract void doRun() throws Exception;

    @Override
    public final void run() {
        throw new UnsupportedOperationException();
    }
}
