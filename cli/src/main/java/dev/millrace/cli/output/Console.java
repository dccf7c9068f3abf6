package dev.millrace.cli.output;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The only way to standard output and standard error. Results go to the first, so that they can be piped; progress and
 * messages go to the second. Both are UTF-8 whatever the locale says, because a container without a locale is the usual place
 * for a job, and its terminal is UTF-8 all the same.
 */
public final class Console {

    private static final int BUFFER = 1 << 16;

    private final OutputStream results;
    private final PrintStream messages;
    private final Charset charset;
    private final boolean interactive;

    private Console(OutputStream results, OutputStream messages, Charset charset, boolean interactive) {
        this.results = results;
        this.messages = new PrintStream(messages, true, charset);
        this.charset = charset;
        this.interactive = interactive;
    }

    /**
     * A console over two streams.
     *
     * @param results receives the results
     * @param messages receives everything else
     * @param interactive whether a person watches, so that a line may be drawn over and over
     */
    public static Console over(OutputStream results, OutputStream messages, boolean interactive) {
        return new Console(results, messages, StandardCharsets.UTF_8, interactive);
    }

    /** A console without output. */
    public static Console silent() {
        return over(OutputStream.nullOutputStream(), OutputStream.nullOutputStream(), false);
    }

    /** That of this process. */
    public static Console ofThisProcess() {
        java.io.Console terminal = terminal();
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
        Charset charset = terminal != null && windows ? terminal.charset() : StandardCharsets.UTF_8;
        boolean interactive = terminal != null && !"dumb".equals(System.getenv("TERM")) && System.getenv("CI") == null;
        // not System.out: a PrintStream keeps quiet when the disk is full or the reader has gone
        OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER);
        return new Console(out, new FileOutputStream(FileDescriptor.err), charset, interactive);
    }

    /** The terminal, or null if the process has none: its input or output is a file or a pipe. */
    @SuppressWarnings("SystemConsoleNull") // isTerminal(), which the check wants, is new in JDK 22 and called below
    private static java.io.@Nullable Console terminal() {
        java.io.Console console = System.console();
        try {
            boolean terminal = console != null
                    && (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
            return terminal ? console : null;
        } catch (ReflectiveOperationException e) {
            return console; // before JDK 22 there is a console only if there is a terminal
        }
    }

    /** Prints a result as it is; who made the text has escaped what is in it. */
    public void print(String text) {
        try {
            results.write(text.getBytes(charset));
            results.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Prints a result for a terminal: what would steer it is taken out. */
    public void show(String text) {
        print(harmless(text));
    }

    /** Takes a result of any size, in bytes; closing it closes nothing. */
    public OutputStream results() {
        return new FlushedOnClose(results);
    }

    /** Prints a message for the user, on a line of its own. */
    public void say(String message) {
        messages.println(harmless(message));
    }

    /** Whether a person watches. */
    public boolean interactive() {
        return interactive;
    }

    /** For a progress bar, which draws over its own line. */
    public PrintStream progress() {
        return messages;
    }

    /** Standard output as picocli wants it. */
    public PrintWriter resultWriter() {
        return new PrintWriter(new OutputStreamWriter(results(), charset), true);
    }

    /** Standard error as picocli wants it. */
    public PrintWriter messageWriter() {
        return new PrintWriter(new OutputStreamWriter(messages, charset), true);
    }

    /** Without what would change how a terminal shows the rest. */
    private static String harmless(String text) {
        return text.replaceAll("[\\p{C}&&[^\n\t]]", "?");
    }

    /** Lets a writer be closed without closing the process's stream. */
    private static final class FlushedOnClose extends OutputStream {
        private final OutputStream target;

        FlushedOnClose(OutputStream target) {
            this.target = target;
        }

        @Override
        public void write(int b) throws IOException {
            target.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            target.write(bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
            target.flush();
        }

        @Override
        public void close() throws IOException {
            target.flush();
        }
    }
}
