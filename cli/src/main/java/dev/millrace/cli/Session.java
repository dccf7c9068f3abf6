package dev.millrace.cli;

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
import dev.millrace.store.PostgresAddress;
import dev.millrace.store.PostgresFlowStore;
import dev.millrace.store.SqliteFlowStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What every command begins with: its surroundings and the configuration. */
public final class Session {

    private static final Path DEFAULT_CONFIG = Path.of("millrace.yml");
    private static final String FIRST_STEP = """
            there is no millrace.yml in this directory. The smallest one is
              jira:
                - url: https://jira.example.org    # a Jira that you can read
            or, for GitHub, or both,
              github:
                - repositories: [owner/name]
                  token: {env: GITHUB_TOKEN}""";

    private final Surroundings surroundings;
    private final Supplier<@Nullable Path> asked;
    private final Supplier<@Nullable Path> askedStore;

    /**
     * A session.
     *
     * @param surroundings where the command runs
     * @param asked gives the configuration named on the command line, once that is parsed
     * @param askedStore gives the store named on the command line, once that is parsed
     */
    Session(Surroundings surroundings, Supplier<@Nullable Path> asked, Supplier<@Nullable Path> askedStore) {
        this.surroundings = surroundings;
        this.asked = asked;
        this.askedStore = askedStore;
    }

    public Surroundings surroundings() {
        return surroundings;
    }

    public Console console() {
        return surroundings.console();
    }

    /** The configuration with its tokens, for a command that talks to tools. Doubts are told to the user. */
    MillraceConfig configWithTokens() {
        return withStore(told(reader().read(file())));
    }

    /**
     * The configuration, for a command that only reads the store. Doubts are left to {@code sync}. Without a file the store that was
     * named on the command line will do.
     */
    public MillraceConfig config() {
        Path store = askedStore.get();
        if (store != null && asked.get() == null && !Files.exists(surroundings.resolve(DEFAULT_CONFIG))) {
            return MillraceConfig.ofStore(new StorePlace.File(surroundings.resolve(store)));
        }
        return withStore(reader().readWithoutTokens(file()));
    }

    private MillraceConfig withStore(MillraceConfig config) {
        Path store = askedStore.get();
        return store == null ? config : config.withStore(new StorePlace.File(surroundings.resolve(store)));
    }

    /**
     * How tools are asked: in the name of this program, and over the network that configuration and environment describe.
     *
     * @throws CommandFailure if the environment names no proxy that can be used
     */
    TransportSettings wire(NetworkSettings network) {
        try {
            return TransportSettings.standard(Version.userAgent())
                    .with(new Network(network, surroundings.environment()));
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(String.valueOf(e.getMessage()));
        }
    }

    /** What the configuration says of the network; nothing where there is none that can be read. */
    NetworkSettings networkIfAny() {
        Path file = fileIfAny();
        try {
            return file == null
                    ? NetworkSettings.none()
                    : reader().readWithoutTokens(file).network();
        } catch (ConfigException e) {
            return NetworkSettings.none(); // whoever needs the rest of it tells its mistakes
        }
    }

    /** The store to collect into; a file is made if there is none. */
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

    /** The store to read from; a file is never made, because an empty one would answer every question with "nothing". */
    FlowStore storeToRead(MillraceConfig config) {
        needStore(config);
        return open(config.store(), Opening.READ);
    }

    /** The store to read from, of which nothing is ever changed, not even brought up to date. */
    FlowStore storeAsItIs(MillraceConfig config) {
        needStore(config);
        return openAsItIs(config.store());
    }

    private static void needStore(MillraceConfig config) {
        if (config.store() instanceof StorePlace.File file && !Files.exists(file.path())) {
            throw CommandFailure.failed(
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
        InstantSource clock = surroundings.clock();
        KeyFile key = new KeyPlace(surroundings.environment(), surroundings::resolve).of(place);
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

    /** A store that is there and of the newest schema; nothing in it is changed. */
    FlowStore openAsItIs(StorePlace place) {
        return open(place, Opening.AS_IT_IS);
    }

    /** The configuration named on the command line, as it was typed; null if none was. */
    public @Nullable Path askedConfig() {
        return asked.get();
    }

    /** The store named on the command line, as it was typed; null if none was. */
    public @Nullable Path askedStore() {
        return askedStore.get();
    }

    /** The store that was named on the command line; null if none was. */
    @Nullable StorePlace namedStore() {
        Path store = askedStore.get();
        return store == null ? null : new StorePlace.File(surroundings.resolve(store));
    }

    /** The configuration that was asked for, or the one in this directory; null if there is none. */
    @Nullable Path fileIfAny() {
        Path named = asked.get();
        Path file = surroundings.resolve(named == null ? DEFAULT_CONFIG : named);
        return named != null || Files.exists(file) ? file : null;
    }

    private ConfigReader reader() {
        return new ConfigReader(surroundings.environment());
    }

    private Path file() {
        Path named = asked.get();
        Path file = surroundings.resolve(named == null ? DEFAULT_CONFIG : named);
        if (named == null && !Files.exists(file)) {
            throw CommandFailure.usage(FIRST_STEP);
        }
        return file;
    }

    private MillraceConfig told(MillraceConfig config) {
        config.warnings().forEach(warning -> console().say(warning.toString()));
        return config;
    }
}
