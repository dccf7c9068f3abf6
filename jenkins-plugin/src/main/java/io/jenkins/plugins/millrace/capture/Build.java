package io.jenkins.plugins.millrace.capture;

import dev.millrace.view.build.BuildRecord;
import hudson.model.Run;
import java.nio.file.Path;

/** A build as far as keeping its record goes. */
interface Build {

    /** Unique among the builds of this controller; the same after a rename of the job only if Jenkins says so. */
    String name();

    /** Its build folder. */
    Path folder();

    /** Whether it is not finished. */
    boolean running();

    /** Reads it anew; costs as much as its flow graph is long. */
    BuildRecord read();

    /** That build of Jenkins. */
    static Build of(Run<?, ?> run) {
        return new Build() {
            @Override
            public String name() {
                return run.getParent().getFullName() + " #" + run.getNumber();
            }

            @Override
            public Path folder() {
                return run.getRootDir().toPath();
            }

            @Override
            public boolean running() {
                return run.isBuilding();
            }

            @Override
            public BuildRecord read() {
                return RunReader.read(run);
            }
        };
    }
}
