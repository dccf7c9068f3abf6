package io.jenkins.plugins.millrace.capture;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.millrace.record.BuildFolders;
import io.jenkins.plugins.millrace.record.JobNow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Hears of jobs that get another name or place, so that they go on as the same pipeline, and of jobs that are deleted, so that the hub leads
 * nobody to their pages any more.
 */
@Extension
public final class JobRenames extends ItemListener {

    private static final Logger LOG = Logger.getLogger(JobRenames.class.getName());

    /** So many of the newest builds of a deleted job are told; each costs a link in the file system while somebody waits. */
    private static final int MOST = 500;

    private record Kept(Path records, JobNow job) {}

    /** Jobs that are being deleted, by their folders. */
    private final Map<Path, Kept> deleting = new ConcurrentHashMap<>();

    /** By Jenkins, for the job itself and for each job below a folder that moved. */
    @Override
    public void onLocationChanged(Item item, String oldFullName, String newFullName) {
        if (item instanceof Job<?, ?> job) {
            capture().names().renamed(job.getRootDir().toPath(), oldFullName, newFullName);
            ExtensionList.lookupSingleton(MissedBuilds.class).lookSoon();
        }
    }

    /** By Jenkins, before it deletes; another listener may forbid it. */
    @Override
    public void onCheckDelete(Item item) {
        if (item instanceof Job<?, ?> job) {
            try {
                Path builds = job.getBuildDir().toPath();
                List<Path> newest = BuildFolders.numbers(builds).stream()
                        .sorted(Comparator.reverseOrder())
                        .limit(MOST)
                        .map(number -> builds.resolve(Integer.toString(number)))
                        .toList();
                Path records = capture().onCheckDelete(newest);
                if (records != null) {
                    Path folder = job.getRootDir().toPath();
                    String name = job.getFullName();
                    deleting.put(
                            folder,
                            new Kept(
                                    records,
                                    new JobNow(
                                            name,
                                            "",
                                            capture().names().of(folder, name).pipeline())));
                }
            } catch (IOException | RuntimeException | LinkageError e) {
                LOG.log(
                        Level.WARNING,
                        e,
                        () -> "Millrace: the hub is not told that " + item.getFullName() + " is deleted");
            }
        }
    }

    @Override
    public void onDeleted(Item item) {
        if (item instanceof Job<?, ?> job) {
            Kept kept = deleting.remove(job.getRootDir().toPath());
            if (kept != null) {
                capture().onJobDeleted(kept.records(), kept.job());
            }
        }
    }

    private static CaptureListener capture() {
        return ExtensionList.lookupSingleton(CaptureListener.class);
    }
}
