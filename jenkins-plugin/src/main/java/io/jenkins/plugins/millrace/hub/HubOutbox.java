package io.jenkins.plugins.millrace.hub;

import dev.millrace.buildcard.BuildRecord;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.millrace.events.BuildEvents;
import io.jenkins.plugins.millrace.outbox.OutboxException;
import io.jenkins.plugins.millrace.record.JobNow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;

/**
 * Puts builds into the outbox, and starts and stops its delivery with Jenkins. While no hub is configured it adds nothing; what
 * waits from before is delivered once there is a hub again.
 */
@Extension
public final class HubOutbox extends ItemListener {

    private static final Logger LOG = Logger.getLogger(HubOutbox.class.getName());

    private static HubConfiguration configuration() {
        return ExtensionList.lookupSingleton(HubConfiguration.class);
    }

    /** By Jenkins, once all jobs are loaded. */
    @Override
    public void onLoaded() {
        try {
            configuration().outbox().resume();
        } catch (OutboxException e) {
            LOG.log(Level.WARNING, e, () -> "Millrace: events for the hub wait until the next build");
        }
    }

    /** By Jenkins, when it stops. */
    @Override
    public void onBeforeShutdown() {
        configuration().outbox().close();
    }

    /** Whether builds are told to a hub. */
    public boolean open() {
        return configuration().configured();
    }

    /**
     * Puts the facts of a build that has ended on their way, if a hub is configured. When this returns they are on the disk.
     *
     * @throws OutboxException if they cannot be kept
     * @throws IllegalArgumentException if a build has more to tell than a message holds
     */
    public void add(BuildRecord build, JobNow now) {
        if (open()) {
            configuration().outbox().add(message(build, now, Jenkins.get().getRootUrl()));
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
}
