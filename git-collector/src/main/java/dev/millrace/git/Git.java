package dev.millrace.git;

import dev.millrace.collect.SourceException;
import dev.millrace.http.PlainText;
import dev.millrace.words.FileWords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs git in one repository, only to read. The settings of the repository may be anybody's: what of them could start another program is
 * switched off, and git's own refusal to work in a folder of somebody else stays.
 */
final class Git {

    /** What a program may be started by while git reads, and what would change its answers. */
    private static final List<String> SETTINGS = List.of(
            "core.fsmonitor=false",
            "core.pager=cat",
            "log.showSignature=false",
            "log.mailmap=false",
            "i18n.logOutputEncoding=UTF-8");

    private static final int MAX_ANSWER = 64 * 1024 * 1024;
    private static final int MAX_COMPLAINT = 4_000;
    private static final int SHOWN = 300;
    private static final long PATIENCE_MINUTES = 10;

    private final Path path;

    Git(Path path) {
        this.path = path;
    }

    /** What a command came to. */
    private static final class Answer {
        final int exitCode;
        final byte[] output;
        final String complaint;

        Answer(int exitCode, byte[] output, String complaint) {
            this.exitCode = exitCode;
            this.output = output;
            this.complaint = complaint;
        }
    }

    /**
     * The answer of a command.
     *
     * @throws SourceException if git is not there, refuses, or answers too much or too late; the message says what to do
     */
    byte[] ask(String... command) {
        Answer answer = run(command);
        if (answer.exitCode != 0) {
            throw new SourceException(path + ": git " + command[0] + " failed: " + answer.complaint);
        }
        return answer.output;
    }

    /** The same as text without the last line break. */
    String text(String... command) {
        return new String(ask(command), StandardCharsets.UTF_8).stripTrailing();
    }

    /** Whether a command says yes. */
    boolean agrees(String... command) {
        return run(command).exitCode == 0;
    }

    private Answer run(String... command) {
        List<String> line =
                new ArrayList<>(List.of("git", "--no-pager", "--no-replace-objects", "--no-optional-locks"));
        SETTINGS.forEach(setting -> line.addAll(List.of("-c", setting)));
        line.addAll(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(line).directory(path.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        // what a partial clone lacks is not fetched behind somebody's back
        builder.environment().put("GIT_NO_LAZY_FETCH", "1");
        // a folder inside of another clone is none itself
        Path parent = path.toAbsolutePath().normalize().getParent();
        if (parent != null) {
            builder.environment().put("GIT_CEILING_DIRECTORIES", parent.toString());
        }
        Path complaints = null;
        try {
            complaints = Files.createTempFile("millrace-git", ".txt");
            Process git = builder.redirectError(complaints.toFile()).start();
            try {
                git.getOutputStream().close();
                byte[] output = bounded(git.getInputStream());
                if (!git.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                    throw new SourceException(
                            path + ": git " + command[0] + " did not end within " + PATIENCE_MINUTES + " minutes");
                }
                return new Answer(git.exitValue(), output, complaint(complaints));
            } finally {
                git.destroyForcibly();
            }
        } catch (IOException e) {
            throw new SourceException(
                    Files.isDirectory(path)
                            ? "git cannot be started (" + FileWords.why(e)
                                    + "): install git, and see that it is on the PATH"
                            : path + " is no folder: name the folder of a clone");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceException("interrupted while git was reading " + path);
        } finally {
            delete(complaints);
        }
    }

    private byte[] bounded(InputStream in) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] some = new byte[1 << 16];
        for (int n = in.read(some); n >= 0; n = in.read(some)) {
            if (out.size() + n > MAX_ANSWER) {
                throw new SourceException(path + ": git answers with more than " + (MAX_ANSWER >> 20)
                        + " MiB for a page of commits; some message is too long");
            }
            out.write(some, 0, n);
        }
        return out.toByteArray();
    }

    private static String complaint(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String text = new String(in.readNBytes(MAX_COMPLAINT), StandardCharsets.UTF_8).strip();
            return text.isEmpty() ? "it says nothing" : PlainText.line(text, SHOWN);
        }
    }

    private static void delete(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // a file in the folder of temporary files, which the system clears
        }
    }
}
