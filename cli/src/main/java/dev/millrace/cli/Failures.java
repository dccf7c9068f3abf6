package dev.millrace.cli;

import dev.millrace.app.UserError;
import dev.millrace.cli.failure.FailureWords;
import dev.millrace.cli.line.UsageWords;
import dev.millrace.cli.output.Console;
import dev.millrace.config.ConfigException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns a failure into a message and an exit code. {@code --debug} adds the stack trace. */
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
        console.say("millrace: " + UsageWords.of(problem));
        console.say("Try '" + commandLine.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE;
    }

    @Override
    public int handleExecutionException(Exception problem, CommandLine commandLine, @Nullable ParseResult parsed) {
        return told(problem);
    }

    /** Prints the message, and returns the exit code. */
    int told(Throwable problem) {
        if (debug.getAsBoolean()) {
            StringWriter trace = new StringWriter();
            problem.printStackTrace(new PrintWriter(trace));
            console.say(trace.toString());
        }
        if (problem instanceof UserError failure) {
            console.say("millrace: " + failure.getMessage());
            return failure.kind() == UserError.Kind.USAGE ? ExitCode.USAGE : ExitCode.FAILED;
        } else if (FailureWords.isBrokenPipe(problem)) {
            return ExitCode.FAILED;
        }
        Optional<String> sentence = FailureWords.of(problem);
        if (sentence.isPresent()) {
            // the lines of a configuration begin with its name, for editors that jump there
            console.say(problem instanceof ConfigException ? sentence.get() : "millrace: " + sentence.get());
            return FailureWords.isUsage(problem) ? ExitCode.USAGE : ExitCode.FAILED;
        }
        console.say("millrace: this is a bug in Millrace: " + problem);
        if (!debug.getAsBoolean()) {
            console.say("Please report it with the output of the same command with --debug.");
        }
        return ExitCode.FAILED;
    }
}
