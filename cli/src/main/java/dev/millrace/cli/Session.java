package dev.millrace.cli;

import dev.millrace.app.Workspace;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What every command begins with: its surroundings, and the workspace that the options of the command line name. */
public final class Session {

    private final Surroundings surroundings;
    private final Supplier<@Nullable Path> config;
    private final Supplier<@Nullable Path> store;

    /**
     * A session.
     *
     * @param surroundings where the command runs
     * @param config returns the configuration named on the command line, once that is parsed
     * @param store returns the store named on the command line, once that is parsed
     */
    Session(Surroundings surroundings, Supplier<@Nullable Path> config, Supplier<@Nullable Path> store) {
        this.surroundings = surroundings;
        this.config = config;
        this.store = store;
    }

    public Surroundings surroundings() {
        return surroundings;
    }

    public Console console() {
        return surroundings.console();
    }

    /** The workspace of this command; its messages go to the console. */
    public Workspace workspace() {
        return new Workspace(
                surroundings.environment(),
                surroundings.directory(),
                surroundings.clock(),
                config.get(),
                store.get(),
                Version.userAgent(),
                console()::say);
    }
}
