package dev.millrace.cli.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What the pages of the documentation give as examples. */
public final class Examples {

    private Examples() {}

    /** The blocks of that language in a page of {@code docs}. */
    public static List<String> of(String page, String language) {
        Path docs = Path.of(System.getProperty("basedir", ".")).resolve("../docs");
        try {
            return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                    .matcher(Files.readString(docs.resolve(page)))
                    .results()
                    .map((MatchResult block) -> block.group(1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
