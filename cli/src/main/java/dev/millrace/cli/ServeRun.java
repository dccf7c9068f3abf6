package dev.millrace.cli;

import dev.millrace.config.MillraceConfig;
import dev.millrace.hub.Hub;
import dev.millrace.hub.access.TokenFile;
import dev.millrace.hub.web.HubException;
import dev.millrace.hub.web.HubSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Starts the hub, keeps it running until the process is told to end, and stops it cleanly. */
final class ServeRun {

    private final Session session;
    private final String host;
    private final int port;
    private final boolean behindProxy;

    ServeRun(Session session, String host, int port, boolean behindProxy) {
        this.session = session;
        this.host = host;
        this.port = port;
        this.behindProxy = behindProxy;
    }

    int serve(@Nullable Path keyStore, @Nullable Path password, @Nullable Integer syncEvery, TokenFile tokens)
            throws IOException, InterruptedException {
        if (syncEvery != null && syncEvery < 1) {
            throw CommandFailure.usage("--sync-every must be at least 1 minute, but is " + syncEvery);
        }
        HubSettings settings = settings(keyStore, password);
        MillraceConfig config = syncEvery == null ? session.config() : session.configWithTokens();
        if (tokens.read().isEmpty()) {
            session.console()
                    .say(
                            "there is no token in " + tokens.path()
                                    + " yet, so nobody can ask anything; millrace token create NAME --scope events:write makes one");
        }
        session.storeToWrite(config).close(); // its mistakes are told here, once
        Hub hub = start(settings, config, tokens);
        CountDownLatch stopped = new CountDownLatch(1);
        Thread stop = new Thread(() -> stop(hub, stopped), "millrace-stop");
        Runtime.getRuntime().addShutdownHook(stop);
        if (syncEvery != null) {
            hub.jobs().every("sync", Duration.ZERO, Duration.ofMinutes(syncEvery), () -> sync(config));
        }
        session.console().say("the hub listens on " + hub.address() + "; Ctrl-C stops it");
        stopped.await();
        return ExitCode.OK;
    }

    private Hub start(HubSettings settings, MillraceConfig config, TokenFile tokens) {
        try {
            return Hub.start(
                    settings,
                    () -> session.storeToWrite(config),
                    tokens,
                    new StoreEngine(config, session.surroundings().clock()),
                    session.surroundings().clock());
        } catch (HubException e) {
            throw CommandFailure.failed(String.valueOf(e.getMessage()));
        }
    }

    private void stop(Hub hub, CountDownLatch stopped) {
        session.console().say("stopping: requests under way are answered first");
        try {
            hub.close();
            session.console().say("stopped; what was acknowledged is stored");
        } finally {
            stopped.countDown();
        }
    }

    private void sync(MillraceConfig config) {
        int exit = new SyncRun(session, SyncExtent.NEWS).run(config).exitCode();
        if (exit == ExitCode.FAILED) {
            throw CommandFailure.failed("the sync failed");
        }
    }

    private HubSettings settings(@Nullable Path keyStore, @Nullable Path password) throws IOException {
        HubSettings settings;
        try {
            settings = HubSettings.loopback().at(host, port);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(String.valueOf(e.getMessage()));
        }
        if (behindProxy) {
            settings = settings.behindAProxy();
        }
        if (keyStore != null) {
            if (password == null) {
                throw CommandFailure.usage("--keystore needs --keystore-password, a file that holds its password");
            }
            Path keys = session.surroundings().resolve(keyStore);
            if (!Files.isReadable(keys)) {
                throw CommandFailure.usage("--keystore: " + keys + " cannot be read");
            }
            settings = settings.with(new HubSettings.Tls(
                    keys,
                    Files.readString(session.surroundings().resolve(password)).strip()));
        } else if (!behindProxy && !loopback()) {
            throw CommandFailure.usage(
                    "--host " + host + " can be reached from other machines, and tokens would go there"
                            + " unprotected: give --keystore, or --behind-proxy if a proxy in front speaks https");
        }
        return settings;
    }

    private boolean loopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw CommandFailure.usage("--host: there is no address for " + host);
        }
    }
}
