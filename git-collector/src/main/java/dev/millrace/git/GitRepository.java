package dev.millrace.git;

import dev.millrace.model.ToolInstance;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A clone to collect from.
 *
 * @param path the clone: a working copy, or a bare one
 * @param name what builds and people call the repository, such as {@code team/shop}
 * @param branch the branch whose history counts; null for the one that {@code HEAD} names
 */
public record GitRepository(
        Path path, String name, @Nullable String branch) {

    /** All clones are one installation: a commit is the same wherever it was cloned to. */
    public static final ToolInstance TOOL = new ToolInstance("git", "local");

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}._-]{1,100}(?:/[\\p{L}\\p{N}._-]{1,100}){0,5}");
    private static final Pattern BRANCH = Pattern.compile("(?![-/])[^\\p{C}\\s~^:?*\\[\\\\]{1,250}");

    /** Checks the name and the branch. */
    public GitRepository {
        Objects.requireNonNull(path, "path");
        if (!isName(name)) {
            throw new IllegalArgumentException("no name of a repository: " + name);
        }
        if (branch != null && !isBranch(branch)) {
            throw new IllegalArgumentException("no name of a branch: " + branch);
        }
    }

    /** Whether a text can be the name of a repository: letters, digits, dots, dashes and underscores, with slashes between. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** Whether a text can be the name of a branch. */
    public static boolean isBranch(String text) {
        return BRANCH.matcher(text).matches() && !text.contains("..");
    }
}
