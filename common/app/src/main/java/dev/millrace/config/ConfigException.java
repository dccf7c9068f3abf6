package dev.millrace.config;

import java.util.List;
import java.util.stream.Collectors;

/** A file cannot be used. Carries everything that is wrong with it, one line each, in the order of the file. */
public final class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<ConfigProblem> problems;

    ConfigException(List<ConfigProblem> problems) {
        super(problems.stream().map(ConfigProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** Everything found, at least one of it an error. */
    public List<ConfigProblem> problems() {
        return problems;
    }
}
