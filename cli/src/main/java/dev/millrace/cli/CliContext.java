package dev.millrace.cli;

import dev.millrace.app.Workspace;
import dev.millrace.cli.output.Console;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What every command begins with: the process it runs in, and the workspace that the options of the command line name. */
public final class CliContext {

    private final CliProcess process;
    private final Supplier<@Nullable Path> config;
    private final Supplier<@Nullable Path> store;

    /**
     * A context.
     *
     * @param process where the command runs
     * @param config returns the configuration named on the command line, once that is parsed
     * @param store returns the store named on the command line, once that is parsed
     */
    CliContext(CliProcess process, Supplier<@Nullable Path> config, Supplier<@Nullable Path> store) {
        this.process = process;
        this.config = config;
        this.store = store;
    }

    public CliProcess process() {
        return process;
    }

    public Console console() {
        return process.console();
    }

    /** The workspace of this command; its messages go to the console. */
    public Workspace workspace() {
        return new Workspace(
                process.environment(),
                process.directory(),
                process.clock(),
                config.get(),
                store.get(),
                Version.userAgent(),
                console()::say);
    }
}
