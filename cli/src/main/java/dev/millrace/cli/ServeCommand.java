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
            "Runs the hub of a team: takes events, and shows reports.",
            "It takes events over HTTP, answers with views and reports, and collects and publishes at its " + "times.",
            "It stops cleanly on Ctrl-C and on a plain kill: what was acknowledged is stored.",
            "What is not said here is taken from serve in millrace.yml."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace serve                   on http://127.0.0.1:8377, for this machine",
            "  millrace serve --sync-every 15   and collect every 15 minutes",
            "  millrace serve --read-only       only answer questions about the store",
            "  millrace serve --host 0.0.0.0 --keystore hub.p12 --keystore-password hub.txt",
            "  millrace serve --host 10.0.0.5 --behind-proxy"
        })
final class ServeCommand implements Callable<Integer> {

    private final Session session;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "Where to listen. Default: 127.0.0.1, which only this machine can reach.")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "N", description = "Default: 8377.")
    @Between(min = 0, max = 65_535)
    private @Nullable Integer port;

    @Option(
            names = "--keystore",
            paramLabel = "FILE",
            description = "A PKCS#12 file with the certificate and its key; the hub then speaks https.")
    private @Nullable Path keyStore;

    @Option(
            names = "--keystore-password",
            paramLabel = "FILE",
            description = "A file that holds the password of --keystore and nothing else.")
    private @Nullable Path keyStorePassword;

    @Option(
            names = "--behind-proxy",
            description = "A reverse proxy stands in front and speaks https; its Forwarded headers are believed.")
    private boolean behindProxy;

    @Option(
            names = "--sync-every",
            paramLabel = "MINUTES",
            description = "Collect from the configured tools again so many minutes after the last time.")
    @Between(min = 1, max = 525_600)
    private @Nullable Integer syncEvery;

    @Option(
            names = "--publish-every",
            paramLabel = "MINUTES",
            description = "Publish again so many minutes after the last time; see millrace publish.")
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
                "Only answer questions: take no events, collect and publish nothing, change nothing in the store.",
                "For a store that may be read but not written, or a second hub over the same store."
            })
    private boolean readOnly;

    ServeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        ServeOptions options = new ServeOptions(
                host, port, behindProxy, keyStore, keyStorePassword, syncEvery, publishEvery, tokens, readOnly);
        return new ServeRun(session, options).serve();
    }
}
