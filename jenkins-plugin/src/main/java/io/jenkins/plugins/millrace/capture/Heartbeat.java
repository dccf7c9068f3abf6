package io.jenkins.plugins.millrace.capture;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.PeriodicWork;
import java.io.IOException;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Says every ten seconds that the controller is up, so that the next start knows for how long it was not. Also while capture is switched
 * off: that is no downtime.
 */
@Extension
public final class Heartbeat extends PeriodicWork {

    private static final Logger LOG = Logger.getLogger(Heartbeat.class.getName());

    private boolean started;
    private boolean failed;

    @Override
    public long getRecurrencePeriod() {
        return Downtimes.HEARTBEAT.toMillis();
    }

    /** At once: what it says first is until when the controller was down. */
    @Override
    public long getInitialDelay() {
        return 0;
    }

    @Override
    protected void doRun() {
        try {
            Downtimes downtimes =
                    ExtensionList.lookupSingleton(CaptureListener.class).downtimes();
            if (started) {
                downtimes.alive(Instant.now());
            } else {
                downtimes.started(Instant.now());
                started = true;
            }
            failed = false;
        } catch (IOException | RuntimeException e) {
            if (!failed) {
                LOG.log(Level.WARNING, "Millrace: when the controller is down cannot be recorded", e);
            }
            failed = true;
        }
    }
}
