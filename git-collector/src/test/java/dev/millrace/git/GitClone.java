package dev.millrace.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A small real repository, made by git itself with dates of its own. */
public final class GitClone {

    private final Path path;
    private Instant now = Instant.parse("2026-10-01T08:00:00Z");

    private GitClone(Path path) {
        this.path = path;
    }

    /** A new one, whose branch is {@code main}. */
    public static GitClone init(Path path) {
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        GitClone clone = new GitClone(path);
        clone.git("init", "--quiet", "--initial-branch=main");
        return clone;
    }

    /** One that is there. */
    public static GitClone at(Path path) {
        return new GitClone(path);
    }

    public Path path() {
        return path;
    }

    /** The next commits are made then, one an hour. */
    public GitClone from(Instant then) {
        now = then;
        return this;
    }

    /** Commits something under that message; gives the hash. */
    public String commit(String message) {
        git("commit", "--quiet", "--allow-empty", "--cleanup=verbatim", "--message=" + message);
        return head();
    }

    public String merge(String branch) {
        git("merge", "--quiet", "--no-ff", "--message=Merge branch '" + branch + "'", branch);
        return head();
    }

    public String head() {
        return git("rev-parse", "HEAD");
    }

    /** What git answers. */
    public String git(String... command) {
        List<String> line = new ArrayList<>(List.of(
                "git",
                "-c",
                "user.name=Ada Lovelace",
                "-c",
                "user.email=Ada@Example.org",
                "-c",
                "commit.gpgSign=false",
                "-c",
                "protocol.file.allow=always"));
        line.addAll(List.of(command));
        ProcessBuilder builder =
                new ProcessBuilder(line).directory(path.toFile()).redirectErrorStream(true);
        builder.environment().put("GIT_CONFIG_GLOBAL", "");
        builder.environment().put("GIT_AUTHOR_DATE", now.toString());
        builder.environment().put("GIT_COMMITTER_DATE", now.toString());
        now = now.plusSeconds(3_600);
        try {
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
