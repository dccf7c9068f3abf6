package hudson.triggers;

import java.util.TimerTask;

/** Signature only. */
public abstract class SafeTimerTask extends TimerTask {
    public SafeTimerTask() {}

    @Override
    public final void run() {
        throw new UnsupportedOperationException();
    }
}
