package dev.millrace.app;

import dev.millrace.config.ConfigException;
import dev.millrace.config.ConfigReader;
import dev.millrace.config.MillraceConfig;
import dev.millrace.config.StorePlace;
import dev.millrace.http.Network;
import dev.millrace.http.NetworkSettings;
import dev.millrace.http.Secret;
import dev.millrace.http.TransportSettings;
import dev.millrace.pseudonym.KeyFile;
import dev.millrace.store.FlowStore;
import dev.millrace.store.postgres.PostgresAddress;
import dev.millrace.store.postgres.PostgresFlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where use cases run: they read the configuration and open the store through this.
 *
 * @param environment the environment variables
 * @param directory the directory that relative paths are relative to
 * @param clock the current time
 * @param configFile the configuration that the user named; null for {@code millrace.yml} in the directory
 * @param storeFile the store that the user named; null for the configured one
 * @param userAgent the name under which this program calls tools
 * @param messages takes what the user should know besides the result
 */
public record Workspace(
        Map<String, String> environment,
        Path directory,
        InstantSource clock,
        @Nullable Path configFile,
        @Nullable Path storeFile,
        String userAgent,
        Consumer<String> messages) {

    private static final Path DEFAULT_CONFIG = Path.of("millrace.yml");
    private static final String FIRST_STEP = """
            there is no millrace.yml in this directory. millrace init writes one; the smallest one is
              jira:
                - url: https://jira.example.org    # a Jira that you can read
            or, for GitHub (you need only one of jira and github),
              github:
                - repositories: [owner/name]
                  token: {env: GITHUB_TOKEN}
            For Jenkins alone none is needed: start millrace serve, and let Jenkins post to it.""";

    /** Checks the arguments. */
    public Workspace {
        environment = Map.copyOf(environment);
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(userAgent, "userAgent");
        Objects.requireNonNull(messages, "messages");
    }

    /** The same workspace, with messages that go elsewhere. */
    public Workspace withMessages(Consumer<String> other) {
        return new Workspace(environment, directory, clock, configFile, storeFile, userAgent, other);
    }

    /** Prints a message for the user beside the result. */
    public void say(String message) {
        messages.accept(message);
    }

    /** A path that the user wrote. */
    public Path resolve(Path path) {
        return directory.resolve(path);
    }

    /**
     * The configuration with its tokens, for a use case that calls tools. Its warnings go to the messages.
     *
     * @throws ConfigException if it has a mistake
     * @throws UserError if there is none
     */
    public MillraceConfig configWithTokens() {
        MillraceConfig config = reader().read(file());
        config.warnings().forEach(warning -> say(warning.toString()));
        return withStore(config);
    }

    /**
     * The configuration without tokens, for a use case that only reads the store. Its warnings are left to {@code sync}. A store that
     * the user named, or that a hub without a configuration made here, needs no file.
     *
     * @throws ConfigException if it has a mistake
     * @throws UserError if there is none
     */
    public MillraceConfig config() {
        boolean store = storeFile != null || Files.exists(resolve(Path.of(ConfigReader.DEFAULT_STORE)));
        return store && fileIfAny() == null ? withoutFile() : withStore(reader().readWithoutTokens(file()));
    }

    /**
     * The configuration without tokens, for a hub. Without a file, it collects nothing and receives what builds post: it needs only a
     * store, which it makes here.
     *
     * @throws ConfigException if it has a mistake
     */
    public MillraceConfig configOfHub() {
        return fileIfAny() == null ? withoutFile() : config();
    }

    private MillraceConfig withoutFile() {
        Path store = storeFile == null ? Path.of(ConfigReader.DEFAULT_STORE) : storeFile;
        return MillraceConfig.ofStore(new StorePlace.File(resolve(store)));
    }

    private MillraceConfig withStore(MillraceConfig config) {
        StorePlace named = namedStore();
        return named == null ? config : config.withStore(named);
    }

    /**
     * How tools are called: under the name of this program, over the network that configuration and environment describe.
     *
     * @throws UserError if the environment names a proxy that cannot be used
     */
    public TransportSettings transport(NetworkSettings network) {
        try {
            return TransportSettings.standard(userAgent).with(new Network(network, environment));
        } catch (IllegalArgumentException e) {
            throw UserError.usage(String.valueOf(e.getMessage()));
        }
    }

    /** The configured network; an empty one if no configuration can be read. */
    public NetworkSettings networkIfAny() {
        Path file = fileIfAny();
        try {
            return file == null
                    ? NetworkSettings.none()
                    : reader().readWithoutTokens(file).network();
        } catch (ConfigException e) {
            return NetworkSettings.none(); // errors in other parts are reported by the commands that need them
        }
    }

    /** Opens the store to collect into; creates the file if there is none. */
    public FlowStore storeToWrite(MillraceConfig config) {
        FlowStore store = open(config.store(), Opening.WRITE);
        try {
            store.prepareToStore();
            return store;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /**
     * Opens the store to read from; never creates a file, because an empty one would answer every question with "nothing".
     *
     * @throws UserError if there is none
     */
    public FlowStore storeToRead(MillraceConfig config) {
        needStore(config);
        return open(config.store(), Opening.READ);
    }

    /**
     * Opens the store to read from and changes nothing in it, not even its schema.
     *
     * @throws UserError if there is none
     */
    public FlowStore storeAsItIs(MillraceConfig config) {
        needStore(config);
        return openAsItIs(config.store());
    }

    /** Opens a store that exists and has the newest schema; changes nothing in it. */
    public FlowStore openAsItIs(StorePlace place) {
        return open(place, Opening.AS_IT_IS);
    }

    private static void needStore(MillraceConfig config) {
        if (config.store() instanceof StorePlace.File file && !Files.exists(file.path())) {
            throw UserError.failed(
                    "there is nothing to read yet: " + file.path()
                            + " does not exist. Run millrace sync or millrace import first, or let tools post to millrace serve.");
        }
    }

    private enum Opening {
        WRITE,
        READ,
        AS_IT_IS
    }

    private FlowStore open(StorePlace place, Opening opening) {
        KeyFile key = new KeyPlace(environment, this::resolve).of(place);
        if (place instanceof StorePlace.Postgres postgres) {
            PostgresAddress address = new PostgresAddress(
                    postgres.url(),
                    postgres.user().orElse(null),
                    postgres.password().map(Secret::reveal).orElse(null));
            return switch (opening) {
                case WRITE -> PostgresFlowStore.open(address, key, clock);
                case READ -> PostgresFlowStore.openToRead(address, key, clock);
                case AS_IT_IS -> PostgresFlowStore.openReadOnly(address, key, clock);
            };
        }
        Path file = ((StorePlace.File) place).path();
        return switch (opening) {
            case WRITE -> SqliteFlowStore.open(file, key, clock);
            case READ -> SqliteFlowStore.openToRead(file, key, clock);
            case AS_IT_IS -> SqliteFlowStore.openReadOnly(file, clock);
        };
    }

    /** The store that the user named; null if the configured one is meant. */
    public @Nullable StorePlace namedStore() {
        return storeFile == null ? null : new StorePlace.File(resolve(storeFile));
    }

    /** The configuration that the user named, or the one in the directory; null if there is none. */
    public @Nullable Path fileIfAny() {
        Path file = configPlace();
        return configFile != null || Files.exists(file) ? file : null;
    }

    /** Where the configuration is, or will be. */
    public Path configPlace() {
        return resolve(configFile == null ? DEFAULT_CONFIG : configFile);
    }

    private ConfigReader reader() {
        return new ConfigReader(environment);
    }

    private Path file() {
        Path file = configPlace();
        if (configFile == null && !Files.exists(file)) {
            throw UserError.usage(FIRST_STEP);
        }
        return file;
    }
}
