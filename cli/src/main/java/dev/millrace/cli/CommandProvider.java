package dev.millrace.cli;

import java.util.List;
import java.util.concurrent.Callable;

/** A command that another jar on the class path brings. {@link java.util.ServiceLoader} finds it. */
public interface CommandProvider {

    /** The command, with picocli's annotations, for one run of {@code millrace}; it gives the {@linkplain ExitCode exit code}. */
    Callable<Integer> command(CliContext context);

    /** The name of the command in front of which the help lists it; without such a command it is the last. */
    String before();

    /** Examples for the help of {@code millrace}, in front of its own: lines that begin with two blanks. */
    default List<String> examples() {
        return List.of();
    }
}
