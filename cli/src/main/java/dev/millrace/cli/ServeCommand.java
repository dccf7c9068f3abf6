package dev.millrace.cli;

import dev.millrace.cli.line.Between;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code millrace serve}. */
@Command(
        name = "serve",
        description = {
            "Runs the hub of a team: receives events, and serves reports.",
            "It receives events over HTTP, serves views and reports, and collects and publishes " + "on a schedule.",
            "It stops cleanly on Ctrl-C and on a plain kill: what was acknowledged is stored.",
            "Settings without an option come from serve in millrace.yml."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace serve                   on http://127.0.0.1:8377, for this machine",
            "  millrace serve --sync-every 15   also collect every 15 minutes",
            "  millrace serve --read-only       only read the store",
            "  millrace serve --host 0.0.0.0 --keystore hub.p12 --keystore-password hub.txt",
            "  millrace serve --host 10.0.0.5 --behind-proxy"
        })
final class ServeCommand implements Callable<Integer> {

    private final CliContext context;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "The address to listen on. Default: 127.0.0.1, which only this machine can reach.")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "N", description = "The port to listen on. Default: 8377.")
    @Between(min = 0, max = 65_535)
    private @Nullable Integer port;

    @Option(
            names = "--keystore",
            paramLabel = "FILE",
            description = "A PKCS#12 file with the certificate and its key; the hub then uses https.")
    private @Nullable Path keyStore;

    @Option(
            names = "--keystore-password",
            paramLabel = "FILE",
            description = "A file that contains the password of --keystore and nothing else.")
    private @Nullable Path keyStorePassword;

    @Option(
            names = "--behind-proxy",
            description = "A reverse proxy in front of the hub uses https; the hub trusts its Forwarded " + "headers.")
    private boolean behindProxy;

    @Option(
            names = "--sync-every",
            paramLabel = "MINUTES",
            description = "Collect from the configured tools again this many minutes after the last run.")
    @Between(min = 1, max = 525_600)
    private @Nullable Integer syncEvery;

    @Option(
            names = "--publish-every",
            paramLabel = "MINUTES",
            description = "Publish again this many minutes after the last run; see millrace publish.")
    @Between(min = 1, max = 525_600)
    private @Nullable Integer publishEvery;

    @Option(
            names = "--tokens",
            paramLabel = "FILE",
            description = "The token file. Default: millrace-tokens.json in this directory.")
    private @Nullable Path tokens;

    @Option(
            names = "--read-only",
            description = {
                "Only read: receive no events, collect and publish nothing, change nothing in the " + "store.",
                "For a store that can be read but not written, or for a second hub on the same store."
            })
    private boolean readOnly;

    ServeCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        ServeOptions options = new ServeOptions(
                host, port, behindProxy, keyStore, keyStorePassword, syncEvery, publishEvery, tokens, readOnly);
        return new ServeRun(context, options).serve();
    }
}
