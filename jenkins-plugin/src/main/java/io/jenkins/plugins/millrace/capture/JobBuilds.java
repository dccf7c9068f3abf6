package io.jenkins.plugins.millrace.capture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The builds that a job has on the disk, by number. */
interface JobBuilds {

    /** The job's full name. */
    String name();

    /** Tells it from all other jobs, also from one that had its name before. */
    Path folder();

    /** The numbers of the builds that are there, in any order; reads the names of folders and no build. */
    List<Integer> numbers() throws IOException;

    /** The folder of a build. */
    Path folder(int number);

    /** That build; empty if Jenkins cannot read it. */
    Optional<Build> build(int number);

    /** Builds below that number must be told again, because the job got another name since; 0 if there are none. */
    int tellAgainBelow();

    /** Its builds from that number on were told under the name that it has. */
    void toldFrom(int number);
}
