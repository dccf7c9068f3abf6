package io.jenkins.plugins.millrace.capture;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.listeners.ItemListener;

/** Hears of jobs that get another name or place, so that they go on as the same pipeline. */
@Extension
public final class JobRenames extends ItemListener {

    /** By Jenkins, for the job itself and for each job below a folder that moved. */
    @Override
    public void onLocationChanged(Item item, String oldFullName, String newFullName) {
        if (item instanceof Job<?, ?> job) {
            ExtensionList.lookupSingleton(CaptureListener.class)
                    .names()
                    .renamed(job.getRootDir().toPath(), oldFullName, newFullName);
        }
    }
}
