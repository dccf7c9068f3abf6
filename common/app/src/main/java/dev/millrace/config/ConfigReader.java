package dev.millrace.config;

import dev.millrace.git.GitRepository;
import dev.millrace.github.GitHubSite;
import dev.millrace.http.Credentials;
import dev.millrace.http.NetworkSettings;
import dev.millrace.jira.JiraSite;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.ValueStream;
import dev.millrace.words.FileWords;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads {@code millrace.yml}. Every mistake in it is reported, with its place, in one {@link ConfigException}. */
public final class ConfigReader {

    /** The file of the store if nothing names another. */
    public static final String DEFAULT_STORE = "millrace.db";

    private final Map<String, String> environment;

    /** A reader that finds tokens in these environment variables. */
    public ConfigReader(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * Reads the file and looks up the tokens that it points to.
     *
     * @throws ConfigException if there is any mistake in it, or a token is not there
     */
    public MillraceConfig read(Path file) {
        return read(file, true);
    }

    /**
     * Reads the file for a command that talks to no tool: tokens may be absent, and are {@link Credentials.NotLookedUp}.
     *
     * @throws ConfigException if there is any mistake in it
     */
    public MillraceConfig readWithoutTokens(Path file) {
        return read(file, false);
    }

    /**
     * Reads what would be in the file, without tokens.
     *
     * @throws ConfigException if there is any mistake in it
     */
    void check(Path file, byte[] content) {
        Problems problems = new Problems();
        read(file, Optional.of(content), false, problems);
    }

    /**
     * Reads what is not yet in the file, with the tokens that it points to.
     *
     * @throws ConfigException if there is any mistake in it, or a token is not there
     */
    public MillraceConfig read(Path file, String content) {
        return read(file, Optional.of(content.getBytes(StandardCharsets.UTF_8)), true, new Problems());
    }

    private MillraceConfig read(Path file, boolean withTokens) {
        Problems problems = new Problems();
        return read(file, bytes(file, problems), withTokens, problems);
    }

    private MillraceConfig read(Path file, Optional<byte[]> content, boolean withTokens, Problems problems) {
        Path folder = Objects.requireNonNullElse(file.toAbsolutePath().getParent(), file.toAbsolutePath());
        Optional<MillraceConfig> config = content.flatMap(bytes -> YamlReader.read(bytes, file.toString(), problems))
                .flatMap(root -> config(root, folder, withTokens, problems));
        problems.throwIfAnyError();
        return config.orElseThrow(() -> new IllegalStateException("no configuration, and no error either"));
    }

    private static Optional<byte[]> bytes(Path file, Problems problems) {
        String message;
        // one byte more than is allowed is enough to be refused
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(in.readNBytes(YamlReader.MAX_BYTES + 1));
        } catch (NoSuchFileException e) {
            message = "there is no such file";
        } catch (IOException e) {
            message = "cannot be read: " + FileWords.why(e);
        }
        problems.error(FilePosition.startOf(file.toString()), "", message);
        return Optional.empty();
    }

    private Optional<MillraceConfig> config(YamlNode root, Path folder, boolean withTokens, Problems problems) {
        return root.mapping("store", "zone", "jira", "github", "git", "valueStream", "serve", "publish", "network")
                .map(mapping -> {
                    StorePlaceReader places =
                            new StorePlaceReader(new SecretReader(environment, folder, "MILLRACE_DB_PASSWORD"), folder);
                    StorePlace store = mapping.get("store")
                            .flatMap(places::read)
                            .orElseGet(() -> new StorePlace.File(folder.resolve(DEFAULT_STORE)));
                    Optional<ZoneId> zone = mapping.get("zone").flatMap(Values::zone);
                    JiraSitesReader jiraSites =
                            new JiraSitesReader(new SecretReader(environment, folder, "JIRA_TOKEN"), withTokens);
                    List<JiraSite> jira =
                            mapping.get("jira").map(jiraSites::read).orElse(List.of());
                    GitHubSitesReader gitHubSites = new GitHubSitesReader(
                            new SecretReader(environment, folder, "GITHUB_TOKEN"),
                            withTokens,
                            mapping.get("jira").isEmpty());
                    List<GitHubSite> github =
                            mapping.get("github").map(gitHubSites::read).orElse(List.of());
                    GitReader clones = new GitReader(folder, github);
                    List<GitRepository> git =
                            mapping.get("git").map(clones::read).orElse(List.of());
                    DefinitionReader definitions = new DefinitionReader(zone.orElse(ZoneOffset.UTC));
                    Optional<YamlNode> defined = mapping.get("valueStream");
                    Optional<Definition> valid =
                            defined.flatMap(node -> definition(node, folder, definitions, problems));
                    Definition definition = valid.orElseGet(Definition::standard);
                    List<String> streams = defined.isPresent() && valid.isEmpty()
                            ? List.of()
                            : definition.streams().stream().map(ValueStream::id).toList();
                    ServeReader serving = new ServeReader(
                            new SecretReader(environment, folder, "MILLRACE_KEYSTORE"), folder, withTokens);
                    ServeSettings serve =
                            mapping.get("serve").map(serving::read).orElseGet(ServeSettings::none);
                    PublishSettings publish = mapping.get("publish")
                            .map(node -> PublishReader.read(node, folder, serve, streams))
                            .orElseGet(PublishSettings::nothing);
                    NetworkReader networks =
                            new NetworkReader(new SecretReader(environment, folder, "PROXY_PASSWORD"), folder);
                    NetworkSettings network =
                            mapping.get("network").map(networks::read).orElseGet(NetworkSettings::none);
                    return new MillraceConfig(
                            store,
                            zone.orElse(ZoneOffset.UTC),
                            zone.isPresent(),
                            jira,
                            github,
                            git,
                            definition,
                            serve,
                            publish,
                            network,
                            problems.warnings());
                });
    }

    /** It stands in place, or in a file of its own that is named there. */
    private static Optional<Definition> definition(
            YamlNode node, Path folder, DefinitionReader reader, Problems problems) {
        if (node.isMapping()) {
            return reader.read(node);
        }
        return path(node, folder)
                .flatMap(file -> bytes(file, problems)
                        .flatMap(bytes -> YamlReader.read(bytes, file.toString(), problems))
                        .flatMap(reader::read));
    }

    private static Optional<Path> path(YamlNode node, Path folder) {
        return node.text().flatMap(text -> {
            try {
                return Optional.of(folder.resolve(text).normalize());
            } catch (InvalidPathException e) {
                node.error("is not a valid path");
                return Optional.empty();
            }
        });
    }
}
