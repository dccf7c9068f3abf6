package dev.millrace.config;

import dev.millrace.config.ConfigProblem.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the errors of a file, so that all are reported at once. */
final class Problems {

    private static final Comparator<ConfigProblem> BY_PLACE = Comparator.comparing(ConfigProblem::place);

    private final List<ConfigProblem> found = new ArrayList<>();

    void error(FilePosition place, String path, String message) {
        found.add(new ConfigProblem(Severity.ERROR, place, path, message));
    }

    void warn(FilePosition place, String path, String message) {
        found.add(new ConfigProblem(Severity.WARNING, place, path, message));
    }

    /** The warnings, in the order of the file. */
    List<ConfigProblem> warnings() {
        return of(Severity.WARNING);
    }

    /**
     * Ends the reading.
     *
     * @throws ConfigException with every error and warning, if there is an error
     */
    void throwIfAnyError() {
        if (hasErrors()) {
            throw new ConfigException(found.stream().sorted(BY_PLACE).toList());
        }
    }

    /** Whether there is an error. */
    boolean hasErrors() {
        return !of(Severity.ERROR).isEmpty();
    }

    private List<ConfigProblem> of(Severity severity) {
        return found.stream()
                .filter(problem -> problem.severity() == severity)
                .sorted(BY_PLACE)
                .toList();
    }
}
