package hudson.triggers;

import java.util.TimerTask;

/** Signature only. */
public abstract class SafeTimerTask extends TimerTask {
    public SafeTimerTask() {}

    protected abstract void doRun() throws Exception;

    @Override
    public final void run() {
        throw new UnsupportedOperationException();
    }
}
