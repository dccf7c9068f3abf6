package io.jenkins.plugins.millrace.hub;

import dev.millrace.buildcard.BuildRecord;
import dev.millrace.outbox.OutboxException;
import dev.millrace.outbox.OutboxLimits;
import dev.millrace.outbox.OutboxStatus;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.millrace.events.BuildEvents;
import io.jenkins.plugins.millrace.record.JobNow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;

/** This controller's outbox. Does nothing while no hub is configured, but for delivering what waits since one was. */
@Extension
public final class HubOutbox extends ItemListener {

    private static final Logger LOG = Logger.getLogger(HubOutbox.class.getName());

    private @Nullable BuildOutbox opened;

    private synchronized BuildOutbox outbox() {
        BuildOutbox outbox = opened;
        if (outbox == null) {
            outbox = new BuildOutbox(
                    Jenkins.get().getRootDir().toPath().resolve("millrace").resolve("outbox"),
                    OutboxLimits.DEFAULT,
                    () -> configuration().target());
            opened = outbox;
        }
        return outbox;
    }

    private static HubConfiguration configuration() {
        return ExtensionList.lookupSingleton(HubConfiguration.class);
    }

    /** By Jenkins, once all jobs are loaded. */
    @Override
    public void onLoaded() {
        try {
            outbox().resume();
        } catch (OutboxException e) {
            LOG.log(Level.WARNING, e, () -> "Millrace: events for the hub wait until the next build");
        }
    }

    /** By Jenkins, when it stops. */
    @Override
    public void onBeforeShutdown() {
        outbox().close();
    }

    /**
     * Puts the facts of a build that has ended on their way, if a hub is configured. When this returns they are on the disk.
     *
     * @throws OutboxException if they cannot be kept
     * @throws IllegalArgumentException if a build has more to tell than a message holds
     */
    public void add(BuildRecord build, JobNow now) {
        if (configuration().configured()) {
            outbox().add(message(build, now, Jenkins.get().getRootUrl()));
        }
    }

    static byte[] message(BuildRecord build, JobNow now, @Nullable String rootUrl) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            BuildEvents.write(build, now, rootUrl, bytes);
        } catch (IOException e) {
            throw new IllegalStateException("memory takes every byte", e);
        }
        return bytes.toByteArray();
    }

    void targetChanged() {
        outbox().targetChanged();
    }

    boolean inTrouble() {
        return status().filter(HubOutbox::lost).isPresent()
                || (outbox().trouble().isPresent()
                        && status().filter(status -> status.waiting() > 0).isPresent());
    }

    private static boolean lost(OutboxStatus status) {
        return status.dropped() + status.refused() + status.damaged() > 0;
    }

    private Optional<OutboxStatus> status() {
        return outbox().status();
    }

    String trouble() {
        return outbox().trouble().orElse("");
    }

    String state() {
        return status().map(HubOutbox::sentence).orElse("No build was put on its way to a hub since Jenkins started.");
    }

    static String sentence(OutboxStatus status) {
        return String.format(
                Locale.ROOT,
                "%,d builds wait for the hub (%,d bytes); %,d were delivered, %,d gave way to newer ones because the"
                        + " outbox was full, %,d were refused by the hub, %,d stretches of the outbox could not be read.",
                status.waiting(),
                status.waitingBytes(),
                status.delivered(),
                status.dropped(),
                status.refused(),
                status.damaged());
    }
}
