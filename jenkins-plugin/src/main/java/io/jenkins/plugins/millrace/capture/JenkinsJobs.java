package io.jenkins.plugins.millrace.capture;

import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.millrace.record.BuildFolders;
import io.jenkins.plugins.millrace.settings.JobSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import jenkins.model.Jenkins;

/** The jobs of this controller with the builds that they have on the disk. */
final class JenkinsJobs {

    private JenkinsJobs() {}

    /** All jobs that are captured and that the thread's own rights let it see, each time anew. */
    static Iterable<JobBuilds> all(CaptureListener capture) {
        return () -> StreamSupport.stream(Jenkins.get().allItems(Job.class).spliterator(), false)
                .filter(job -> JobSettings.captured((Job<?, ?>) job))
                .map(job -> buildsOf(job, capture))
                .iterator();
    }

    @SuppressWarnings({"rawtypes", "unchecked"}) // the class literal of a job has no type arguments
    private static JobBuilds buildsOf(Job job, CaptureListener capture) {
        Job<?, ?> typed = job;
        return new JobBuilds() {
            @Override
            public String name() {
                return typed.getFullName();
            }

            @Override
            public Path folder() {
                return typed.getRootDir().toPath();
            }

            @Override
            public List<Integer> numbers() throws IOException {
                return BuildFolders.numbers(typed.getBuildDir().toPath());
            }

            @Override
            public Path folder(int number) {
                return typed.getBuildDir().toPath().resolve(Integer.toString(number));
            }

            @Override
            public Optional<Build> build(int number) {
                Run<?, ?> run = typed.getBuildByNumber(number);
                return Optional.ofNullable(run).map(capture::build);
            }

            @Override
            public int tellAgainBelow() {
                return capture.names().of(folder(), name()).tellAgainBelow(name());
            }

            @Override
            public void toldFrom(int number) {
                capture.names().told(folder(), name(), number);
            }
        };
    }
}
