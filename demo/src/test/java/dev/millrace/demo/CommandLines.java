package dev.millrace.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds every command line of {@code millrace} in the documentation, and takes it apart as a shell would. */
final class CommandLines {

    private static final Pattern INLINE = Pattern.compile("`((?:\\./)?millrace [^`]+)`");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```\\w*\\n(.*?)^```");
    private static final Pattern CALL = Pattern.compile("(?:^|[|(]|&&)\\s*(?:\\./)?millrace(?=\\s|$)");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|([^\\s'\"]+)");

    private CommandLines() {}

    /**
     * A command line.
     *
     * @param place the file it stands in
     * @param text as it is written
     * @param whole whether it can be typed as it is; what stands inside a sentence may leave arguments out
     */
    record Line(String place, String text, boolean whole) {

        /** The arguments of millrace, up to a pipe, a redirection or a comment. */
        List<String> arguments() {
            Matcher call = CALL.matcher(text);
            List<String> words = new ArrayList<>();
            if (!call.find()) {
                return words;
            }
            Matcher word = WORD.matcher(text);
            for (int at = call.end(); word.find(at); at = word.end()) {
                String bare = word.group(3);
                if (bare != null && bare.matches("[|>)#].*|&&|2>.*|;")) {
                    break;
                }
                words.add(
                        bare != null
                                ? bare.replaceAll("\\)$", "")
                                : word.group(1) != null ? word.group(1) : word.group(2));
            }
            return words;
        }

        @Override
        public String toString() {
            return place + ": " + text;
        }
    }

    /** Those of the README and of all pages under docs. */
    static List<Line> ofDocs() throws IOException {
        Path root = root();
        List<Path> pages = new ArrayList<>(List.of(root.resolve("README.md"), root.resolve("CONTRIBUTING.md")));
        try (Stream<Path> docs = Files.list(root.resolve("docs"))) {
            docs.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        List<Line> lines = new ArrayList<>();
        for (Path page : pages) {
            lines.addAll(of(root.relativize(page).toString(), Files.readString(page)));
        }
        return lines;
    }

    static List<Line> of(String place, String markdown) {
        List<Line> lines = new ArrayList<>();
        Matcher block = BLOCK.matcher(markdown);
        while (block.find()) {
            block.group(1)
                    .lines()
                    .filter(line -> CALL.matcher(line).find())
                    .forEach(line -> lines.add(new Line(place, line.strip(), true)));
        }
        Matcher inline = INLINE.matcher(BLOCK.matcher(markdown).replaceAll(""));
        while (inline.find()) {
            lines.add(new Line(place, inline.group(1).replaceAll("\\s+", " "), false));
        }
        return lines;
    }

    /** A page of the documentation. */
    static String page(String name) throws IOException {
        return Files.readString(root().resolve(name));
    }

    /** The root of the checkout. */
    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docs/cli.md"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
