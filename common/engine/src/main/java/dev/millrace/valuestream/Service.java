package dev.millrace.valuestream;

import dev.millrace.model.ArtifactSnapshot;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that is deployed as one.
 *
 * @param id stable name for programs
 * @param name what people read
 * @param scope the repositories, jobs and issues that are about it
 * @param environments where it is deployed, in the order in which a change is promoted; empty if not defined
 */
public record Service(String id, String name, Selection scope, List<Environment> environments) {

    /**
     * A place to deploy to.
     *
     * @param name what people read
     * @param matches patterns of the names that tools have for it
     * @param jobs patterns of the full names of jobs that deploy there without saying so
     * @param production whether users meet a change there
     */
    public record Environment(String name, List<Glob> matches, List<Glob> jobs, boolean production) {
        /** Copies the lists. */
        public Environment {
            Objects.requireNonNull(name, "name");
            matches = List.copyOf(matches);
            jobs = List.copyOf(jobs);
        }

        boolean answersTo(String nativeName) {
            return name.toLowerCase(Locale.ROOT).equals(nativeName.toLowerCase(Locale.ROOT))
                    || matches.stream().anyMatch(glob -> glob.matches(nativeName));
        }
    }

    /** Copies the list. */
    public Service {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(scope, "scope");
        environments = List.copyOf(environments);
    }

    /** The environment that a tool's name stands for: the first that matches; empty if none does. */
    public Optional<Environment> environment(String nativeName) {
        return environments.stream()
                .filter(environment -> environment.answersTo(nativeName))
                .findFirst();
    }

    /** The environment that the job of a build, or of a stage of one, deploys to; empty if nothing is said of it. */
    Optional<Environment> environmentOfJob(ArtifactSnapshot run) {
        String job = Selection.job(run);
        return job == null
                ? Optional.empty()
                : environments.stream()
                        .filter(environment -> environment.jobs().stream().anyMatch(glob -> glob.matches(job)))
                        .findFirst();
    }
}
