package io.jenkins.plugins.millrace.record;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a build is found now. Its record stays as it was written; its job may have got another name since.
 *
 * @param job the job's full name
 * @param url the build's address, relative to the controller's root
 * @param pipeline what stands for the job among the builds, or null if that is the name it has
 * @param deletedAt when the build was deleted, with its job or alone, so that it is found nowhere; null if it is there
 */
public record JobNow(
        String job,
        String url,
        @Nullable String pipeline,
        @Nullable Instant deletedAt) {

    /** Of a build that is there. */
    public JobNow(String job, String url, @Nullable String pipeline) {
        this(job, url, pipeline, null);
    }

    /** Validates. */
    public JobNow {
        Objects.requireNonNull(job, "job");
        Objects.requireNonNull(url, "url");
        pipeline = job.equals(pipeline) ? null : pipeline;
    }
}
