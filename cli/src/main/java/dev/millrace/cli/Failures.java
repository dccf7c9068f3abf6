package dev.millrace.cli;

import dev.millrace.config.ConfigException;
import dev.millrace.store.StoreException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into words and an exit code. A stack trace is for those who ask for it. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {

    private final Console console;
    private final BooleanSupplier debug;

    Failures(Console console, BooleanSupplier debug) {
        this.console = console;
        this.debug = debug;
    }

    @Override
    public int handleParseException(ParameterException problem, String[] args) {
        CommandLine commandLine = problem.getCommandLine();
        console.say("millrace: " + problem.getMessage());
        UnmatchedArgumentException.printSuggestions(problem, commandLine.getErr());
        console.say("Try '" + commandLine.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE;
    }

    @Override
    public int handleExecutionException(Exception problem, CommandLine commandLine, @Nullable ParseResult parsed) {
        if (debug.getAsBoolean()) {
            StringWriter trace = new StringWriter();
            problem.printStackTrace(new PrintWriter(trace));
            console.say(trace.toString());
        }
        if (problem instanceof CommandFailure failure) {
            console.say("millrace: " + failure.getMessage());
            return failure.exitCode();
        } else if (problem instanceof ConfigException config) {
            console.say(Objects.requireNonNull(config.getMessage()));
            return ExitCode.USAGE;
        } else if (problem instanceof StoreException store) {
            console.say("millrace: " + store.getMessage());
            return ExitCode.FAILED;
        } else if (problem instanceof IOException || problem instanceof UncheckedIOException) {
            // who reads us has seen enough, as in millrace export ... | head
            if (!String.valueOf(problem.getMessage()).contains("Broken pipe")) {
                console.say("millrace: " + inputOutput(problem));
            }
            return ExitCode.FAILED;
        }
        console.say("millrace: this is a bug in Millrace: " + problem);
        if (!debug.getAsBoolean()) {
            console.say("Please report it with what the same command says with --debug.");
        }
        return ExitCode.FAILED;
    }

    /** File system exceptions have the bare path as their message, so the kind is told too. */
    private static String inputOutput(Exception problem) {
        Throwable cause = Objects.requireNonNullElse(problem.getCause(), problem);
        return cause.getMessage() == null
                ? cause.getClass().getSimpleName()
                : cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }
}
