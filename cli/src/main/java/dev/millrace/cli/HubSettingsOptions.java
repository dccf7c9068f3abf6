package dev.millrace.cli;

import dev.millrace.app.UserError;
import dev.millrace.config.ServeSettings;
import dev.millrace.http.Secret;
import dev.millrace.hub.web.HubSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** Joins what the command line and the configuration say of a hub: the command line wins, setting by setting. */
final class HubSettingsOptions {

    private final CliContext context;
    private final ServeOptions options;
    private final ServeSettings configured;

    HubSettingsOptions(CliContext context, ServeOptions options, ServeSettings configured) {
        this.context = context;
        this.options = options;
        this.configured = configured;
    }

    HubSettings settings() throws IOException {
        HubSettings standard = HubSettings.loopback();
        String host =
                options.host() != null ? options.host() : configured.host().orElse(standard.host());
        int port = options.port() != null ? options.port() : configured.port().orElse(standard.port());
        HubSettings settings;
        try {
            settings = standard.at(host, port)
                    .limited(
                            configured.maxBodyBytes().orElse(standard.maxBodyBytes()),
                            configured
                                    .requestsPerSecond()
                                    .map(Integer::doubleValue)
                                    .orElse(standard.requestsPerSecond()),
                            configured.burst().map(Integer::doubleValue).orElse(standard.burst()));
        } catch (IllegalArgumentException e) {
            throw UserError.usage(String.valueOf(e.getMessage()));
        }
        if (options.readOnly()) {
            settings = settings.readingOnly();
        }
        Optional<HubSettings.Tls> tls = tls();
        boolean behindProxy = options.behindProxy()
                || (options.keyStore() == null && configured.behindProxy().orElse(false));
        if (behindProxy) {
            HubSettings plain = settings.behindAProxy();
            settings = configured
                    .userHeader()
                    .map(header -> plain.behindAProxy(new HubSettings.UserHeader(header.name(), header.token())))
                    .orElse(plain);
        }
        if (tls.isPresent()) {
            return settings.with(tls.get());
        }
        if (!behindProxy && !loopback(host)) {
            throw UserError.usage(
                    host + " (--host, or serve.host) can be reached from other machines, and tokens would be "
                            + "sent unencrypted: pass --keystore, or --behind-proxy if a proxy in front uses https");
        }
        return settings;
    }

    /** The key store of the command line with its own password, else that of the configuration, unless a proxy terminates TLS. */
    private Optional<HubSettings.Tls> tls() throws IOException {
        if (options.keyStore() != null) {
            if (options.keyStorePassword() == null) {
                throw UserError.usage("--keystore needs --keystore-password, a file that contains the password");
            }
            Path password = context.process().resolve(options.keyStorePassword());
            return Optional.of(tls(
                    "--keystore",
                    context.process().resolve(options.keyStore()),
                    Files.readString(password).strip()));
        }
        if (configured.keyStore().isEmpty() || options.behindProxy()) {
            return Optional.empty();
        }
        ServeSettings.KeyStore keys = configured.keyStore().get();
        Secret password = Objects.requireNonNull(keys.password().orElse(null), "the password was not looked up");
        return Optional.of(tls("serve.keystore.file", keys.file(), password.reveal()));
    }

    private static HubSettings.Tls tls(String setting, Path keys, String password) {
        if (!Files.isReadable(keys)) {
            throw UserError.usage(setting + ": " + keys + " cannot be read");
        }
        return new HubSettings.Tls(keys, password);
    }

    private static boolean loopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw UserError.usage("--host: found no address for " + host);
        }
    }
}
