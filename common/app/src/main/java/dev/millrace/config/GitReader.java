package dev.millrace.config;

import dev.millrace.git.GitRepository;
import dev.millrace.github.GitHubSite;
import dev.millrace.words.Quoted;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the {@code git} part of {@code millrace.yml}. */
final class GitReader {

    private static final String NAME = "the repository as builds and people call it, such as team/shop";

    private final Path folder;
    private final Map<String, String> pathByName = new HashMap<>();

    /**
     * A reader.
     *
     * @param folder what relative paths are relative to
     * @param github repositories that are read from GitHub: read here too, every commit would be there twice
     */
    GitReader(Path folder, List<GitHubSite> github) {
        this.folder = folder;
        github.forEach(site -> site.repositories()
                .forEach(name -> pathByName.put(name.toLowerCase(Locale.ROOT), "a repository of github")));
    }

    /** The clones that have no mistake; what is wrong with the others has been reported. */
    List<GitRepository> read(YamlNode list) {
        List<GitRepository> repositories = new ArrayList<>();
        for (YamlNode item : list.items("an entry, such as \"- {path: ../shop.git, name: team/shop}\"")) {
            repository(item).ifPresent(repositories::add);
        }
        return repositories;
    }

    private Optional<GitRepository> repository(YamlNode item) {
        return item.mapping("path", "name", "branch").flatMap(entry -> {
            Optional<Path> path = entry.require("path", "the folder of a clone").flatMap(this::path);
            Optional<String> name = entry.require("name", NAME).flatMap(this::name);
            Optional<YamlNode> branch = entry.get("branch");
            Optional<String> named = branch.flatMap(GitReader::branch);
            return path.isEmpty() || name.isEmpty() || (branch.isPresent() && named.isEmpty())
                    ? Optional.empty()
                    : Optional.of(new GitRepository(path.get(), name.get(), named.orElse(null)));
        });
    }

    private Optional<Path> path(YamlNode node) {
        return node.text().flatMap(text -> {
            try {
                return Optional.of(folder.resolve(text).normalize());
            } catch (InvalidPathException e) {
                node.error("is not a valid path");
                return Optional.empty();
            }
        });
    }

    private Optional<String> name(YamlNode node) {
        return node.text().flatMap(text -> {
            if (!GitRepository.isName(text)) {
                node.error("must be " + NAME + ", but is " + Quoted.of(text));
                return Optional.empty();
            }
            String other = pathByName.putIfAbsent(text.toLowerCase(Locale.ROOT), node.path());
            if (other != null) {
                node.error(text + " is listed already, as " + other);
                return Optional.empty();
            }
            return Optional.of(text);
        });
    }

    private static Optional<String> branch(YamlNode node) {
        return node.text().flatMap(text -> {
            if (GitRepository.isBranch(text)) {
                return Optional.of(text);
            }
            node.error("must be the name of a branch, such as main, but is " + Quoted.of(text));
            return Optional.empty();
        });
    }
}
