package dev.millrace.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages refer to files, headings and classes that exist, and each package says what lives there. */
class DocReferencesTest {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    /** A class name, perhaps with a member, in backticks. */
    private static final Pattern CLASS = Pattern.compile("`([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)(?:\\.\\w+)?`");
    /** Folders of the repository with sources of its own; signatures of Jenkins are none. */
    private static final Pattern SOURCE = Pattern.compile("(?!jenkins-plugin/api).*src/(main|test)/java/.*\\.java");

    private final Path root = CommandLines.root();

    @Test
    void every_link_leads_to_a_file_and_a_heading() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            for (String target : found(LINK, prose(page))) {
                if (target.matches("[a-z]+:.*")) {
                    continue;
                }
                int hash = target.indexOf('#');
                String file = hash < 0 ? target : target.substring(0, hash);
                Path to = file.isEmpty() ? page : page.resolveSibling(file).normalize();
                boolean there = Files.exists(to)
                        && (hash < 0
                                || !to.toString().endsWith(".md")
                                || anchors(to).contains(target.substring(hash + 1)));
                if (!there) {
                    broken.add(root.relativize(page) + ": " + target);
                }
            }
        }

        assertThat(broken).isEmpty();
    }

    @Test
    void every_class_that_architecture_and_glossary_name_exists() throws IOException {
        Set<String> classes = sources().stream()
                .map(source -> source.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toSet());
        for (String page : List.of("docs/architecture.md", "docs/glossary.md")) {
            Set<String> named = found(CLASS, Files.readString(root.resolve(page)));
            assertThat(named).as(page).hasSizeGreaterThan(20);
            named.removeAll(classes);
            assertThat(named).as(page + ": no such class").isEmpty();
        }
    }

    @Test
    void every_package_says_what_lives_there() throws IOException {
        Set<Path> packages = sources().stream()
                .filter(source -> source.toString().contains("src/main/java"))
                .map(Path::getParent)
                .collect(Collectors.toSet());

        assertThat(packages)
                .hasSizeGreaterThan(30)
                .allSatisfy(folder -> assertThat(folder.resolve("package-info.java"))
                        .content()
                        .containsPattern("(?s)/\\*\\*.{40,}\\*/"));
    }

    private List<Path> pages() throws IOException {
        try (Stream<Path> top = Files.list(root);
                Stream<Path> docs = Files.walk(root.resolve("docs"))) {
            return Stream.concat(top, docs)
                    .filter(page -> page.toString().endsWith(".md"))
                    .toList();
        }
    }

    private List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> SOURCE.matcher(
                                    root.relativize(file).toString().replace('\\', '/'))
                            .matches())
                    .toList();
        }
    }

    /** GitHub's anchors of the headings. */
    private static Set<String> anchors(Path page) throws IOException {
        return found(HEADING, prose(page)).stream()
                .map(heading -> heading.replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\w\\- ]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static String prose(Path page) throws IOException {
        return FENCED.matcher(Files.readString(page)).replaceAll("");
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(HashSet::new));
    }
}
