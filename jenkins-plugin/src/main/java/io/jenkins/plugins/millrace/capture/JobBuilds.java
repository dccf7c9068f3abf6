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

    /** Whether the job got another name since its builds were told. */
    boolean toldOtherwise();

    /** Its builds were told under the name that it has. */
    void told();
}
