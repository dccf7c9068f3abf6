package io.jenkins.plugins.millrace.job;

import java.util.List;
import java.util.stream.Collectors;

/** Names of stages as they stand in tables. */
final class Names {

    private static final String MATRIX = "Matrix - ";

    private Names() {}

    /** The path of a stage in one line. A cell of a Declarative matrix is called by its axes alone. */
    static String of(List<String> path) {
        return path.stream().map(Names::of).collect(Collectors.joining(" / "));
    }

    static String of(String name) {
        return name.startsWith(MATRIX) ? name.substring(MATRIX.length()) : name;
    }
}
