package io.jenkins.plugins.millrace.capture;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.millrace.record.JobNames;
import java.time.InstantSource;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;

/** Hears of jobs that get another name or place, so that they go on as the same pipeline. */
@Extension
public final class JobRenames extends ItemListener {

    private @Nullable KnownNames known;

    private synchronized KnownNames known() {
        KnownNames names = known;
        if (names == null) {
            names = new KnownNames(
                    Jenkins.get().getRootDir().toPath().resolve("millrace"),
                    InstantSource.system(),
                    ExtensionList.lookupSingleton(CaptureListener.class).troubles());
            known = names;
        }
        return names;
    }

    /** By Jenkins, for the job itself and for each job below a folder that moved. */
    @Override
    public void onLocationChanged(Item item, String oldFullName, String newFullName) {
        if (item instanceof Job<?, ?> job) {
            known().renamed(job.getRootDir().toPath(), oldFullName, newFullName);
        }
    }

    JobNames names(Job<?, ?> job) {
        return known().of(job.getRootDir().toPath(), job.getFullName());
    }

    void told(Job<?, ?> job) {
        known().told(job.getRootDir().toPath(), job.getFullName());
    }
}
