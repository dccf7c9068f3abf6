package dev.millrace.cli.failure;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.millrace.codec.FactFormatException;
import dev.millrace.codec.JsonWords;
import dev.millrace.collect.SourceException;
import dev.millrace.collect.SyncStoppedException;
import dev.millrace.config.ConfigException;
import dev.millrace.files.OutputFileException;
import dev.millrace.http.HttpException;
import dev.millrace.hub.access.TokenFileException;
import dev.millrace.hub.intake.IntakeBusyException;
import dev.millrace.hub.intake.UnstorableException;
import dev.millrace.hub.web.HubException;
import dev.millrace.store.StoreException;
import dev.millrace.words.FileWords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.nio.file.InvalidPathException;
import java.nio.file.ProviderNotFoundException;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The sentence of every failure that is no bug of ours: what is wrong, and what to do. A failure without a sentence is a bug, and
 * only that is called one.
 */
public final class FailureWords {

    private static final int MAX_DEPTH = 20;

    private FailureWords() {}

    /** The sentence; empty if the failure is a bug, or a reader that has gone, who needs none. */
    public static Optional<String> of(Throwable failure) {
        Throwable meant = unpacked(failure);
        if (isForUsers(meant)) {
            return Optional.of(String.valueOf(meant.getMessage()));
        } else if (meant instanceof JsonProcessingException json) {
            return Optional.of(JsonWords.of(json));
        } else if (meant instanceof IOException io) {
            return Optional.of(inputOutput(failure, io));
        } else if (meant instanceof SQLException sql) {
            return Optional.of("the store failed (" + sql.getMessage() + "): run millrace doctor to find the cause");
        } else if (meant instanceof YamlEngineException) {
            return Optional.of("a file is not valid YAML: check it with millrace stream check");
        } else if (meant instanceof InvalidPathException path) {
            return Optional.of('"' + path.getInput() + "\" cannot be the name of a file: " + path.getReason());
        } else if (meant instanceof ProviderNotFoundException) {
            return Optional.of("a path leads to an unknown kind of file system: name a file on this machine");
        } else if (meant instanceof DateTimeException date) {
            return Optional.of("a date or time cannot be computed with (" + date.getMessage()
                    + "): use dates between the years 1900 and 9999");
        } else if (meant instanceof NumberFormatException number) {
            return Optional.of(
                    "a number was expected (" + number.getMessage() + "): check the options and the configuration");
        } else if (meant instanceof OutOfMemoryError) {
            return Optional.of("Java does not have enough memory: the heap can grow to "
                    + Runtime.getRuntime().maxMemory() / (1 << 20)
                    + " MiB. Allow more, such as MILLRACE_JAVA_OPTS=-Xmx4g");
        } else if (meant instanceof InterruptedException || meant instanceof CancellationException) {
            return Optional.of("stopped before the end; run the same command again to continue");
        }
        return Optional.empty();
    }

    /** Whether the command line or the configuration is wrong, so that nothing was tried. */
    public static boolean isUsage(Throwable failure) {
        Throwable meant = unpacked(failure);
        return (meant instanceof OutputFileException file && file.wrongName())
                || meant instanceof ConfigException
                || meant instanceof InvalidPathException
                || meant instanceof YamlEngineException
                || meant instanceof DateTimeException
                || meant instanceof NumberFormatException;
    }

    /** Whether who reads our output has seen enough, as in {@code millrace export ... | head}. */
    public static boolean isBrokenPipe(Throwable failure) {
        Throwable told = unpacked(failure);
        return (told instanceof OutputFileException ? told.getCause() : told) instanceof IOException io
                && (String.valueOf(io.getMessage()).contains("Broken pipe")
                        || String.valueOf(io.getMessage()).contains("pipe is being closed"));
    }

    /** Our own failures whose message is a whole sentence for a user. */
    private static boolean isForUsers(Throwable failure) {
        return failure instanceof ConfigException
                || failure instanceof StoreException
                || failure instanceof HttpException
                || failure instanceof SourceException
                || failure instanceof SyncStoppedException
                || failure instanceof FactFormatException
                || failure instanceof OutputFileException
                || failure instanceof HubException
                || failure instanceof TokenFileException
                || failure instanceof UnstorableException
                || failure instanceof IntakeBusyException;
    }

    /** The cause of a wrapper exception that has no information of its own. */
    private static Throwable unpacked(Throwable failure) {
        Throwable current = failure;
        for (int depth = 0; depth < MAX_DEPTH; depth++) {
            Throwable cause = current.getCause();
            if (cause == null || !isWrapper(current)) {
                return current;
            }
            current = cause;
        }
        return current;
    }

    private static boolean isWrapper(Throwable failure) {
        return failure instanceof UncheckedIOException
                || failure instanceof ExecutionException
                || failure instanceof CompletionException
                || failure instanceof InvocationTargetException
                || failure instanceof UndeclaredThrowableException;
    }

    /** The message of the wrapper if somebody wrote one, because it knows which file it was. */
    private static String inputOutput(Throwable failure, IOException io) {
        String network = NetworkWords.of(io);
        String why = network == null ? FileWords.sentence(io) : network;
        String told = written(failure);
        if (told == null) {
            return why;
        }
        return told.contains(FileWords.why(io)) ? told : told + ": " + why;
    }

    private static @Nullable String written(Throwable failure) {
        boolean own = failure instanceof UncheckedIOException
                && failure.getMessage() != null
                && !failure.getMessage().equals(String.valueOf(failure.getCause()));
        return own ? failure.getMessage() : null;
    }
}
