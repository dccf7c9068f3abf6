package dev.millrace.config;

import dev.millrace.http.Secret;
import dev.millrace.words.Quoted;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the {@code serve} part of {@code millrace.yml}. */
final class ServeReader {

    private static final int MAX_PORT = 65_535;
    private static final int MOST_MIB = 1_024;
    private static final int MOST_REQUESTS = 100_000;
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:_-]{1,253}");

    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]{1,64}");

    private final SecretReader secrets;
    private final Path folder;
    private final boolean withSecrets;

    /**
     * A reader.
     *
     * @param secrets finds the password of the key store
     * @param folder what relative paths are relative to
     * @param withSecrets whether to look secrets up
     */
    ServeReader(SecretReader secrets, Path folder, boolean withSecrets) {
        this.secrets = secrets;
        this.folder = folder;
        this.withSecrets = withSecrets;
    }

    /** The settings that have no mistake; what is wrong with the others has been reported. */
    ServeSettings read(YamlNode node) {
        return node.mapping(
                        "host",
                        "port",
                        "url",
                        "keystore",
                        "behindProxy",
                        "userHeader",
                        "tokens",
                        "limits",
                        "syncEvery",
                        "publishEvery")
                .map(this::settings)
                .orElseGet(ServeSettings::none);
    }

    private ServeSettings settings(YamlNode.Mapping serve) {
        Optional<YamlNode.Mapping> limits =
                serve.get("limits").flatMap(node -> node.mapping("bodyMiB", "requestsPerSecond", "burst"));
        Optional<Boolean> behindProxy = serve.get("behindProxy").flatMap(YamlNode::bool);
        serve.get("keystore")
                .filter(node -> behindProxy.orElse(false))
                .ifPresent(node -> node.error(
                        "cannot be combined with behindProxy: true; either the hub uses TLS or the proxy does"));
        return new ServeSettings(
                serve.get("host").flatMap(ServeReader::host),
                serve.get("port").flatMap(node -> node.integer(0, MAX_PORT)),
                serve.get("url").flatMap(UrlReader::read),
                serve.get("keystore").flatMap(this::keyStore),
                behindProxy,
                serve.get("userHeader").flatMap(node -> userHeader(node, behindProxy.orElse(false))),
                serve.get("tokens").flatMap(node -> path(node, folder)),
                number(limits, "bodyMiB", MOST_MIB).map(mib -> (long) mib << 20),
                number(limits, "requestsPerSecond", MOST_REQUESTS),
                number(limits, "burst", MOST_REQUESTS),
                serve.get("syncEvery").flatMap(ServeReader::interval),
                serve.get("publishEvery").flatMap(ServeReader::interval));
    }

    private static Optional<ServeSettings.UserHeader> userHeader(YamlNode node, boolean behindProxy) {
        if (!behindProxy) {
            node.error("needs behindProxy: true; without a proxy anybody could send this header");
            return Optional.empty();
        }
        return node.mapping("name", "token").flatMap(mapping -> {
            Optional<String> name =
                    mapping.require("name", "a header such as X-Forwarded-User").flatMap(ServeReader::header);
            Optional<String> token = mapping.require(
                            "token", "the id of the token that readers share; millrace token list shows it")
                    .flatMap(YamlNode::text);
            return name.flatMap(header -> token.map(id -> new ServeSettings.UserHeader(header, id)));
        });
    }

    private static Optional<String> header(YamlNode node) {
        return node.text().flatMap(text -> {
            if (HEADER.matcher(text).matches()) {
                return Optional.of(text);
            }
            node.error("must be the name of a header, such as X-Forwarded-User, but is " + Quoted.of(text));
            return Optional.empty();
        });
    }

    private static Optional<Integer> number(Optional<YamlNode.Mapping> limits, String name, int most) {
        return limits.flatMap(mapping -> mapping.get(name)).flatMap(node -> node.integer(1, most));
    }

    private static Optional<String> host(YamlNode node) {
        return node.text().flatMap(text -> {
            if (HOST.matcher(text).matches()) {
                return Optional.of(text);
            }
            node.error("must be an address or a name of this machine, such as 127.0.0.1, but is " + Quoted.of(text)
                    + "; the port has a setting of its own");
            return Optional.empty();
        });
    }

    private static Optional<Duration> interval(YamlNode node) {
        return Values.duration(node).flatMap(duration -> {
            if (duration.compareTo(SHORTEST) >= 0) {
                return Optional.of(duration);
            }
            node.error("must be at least 1m");
            return Optional.empty();
        });
    }

    private Optional<ServeSettings.KeyStore> keyStore(YamlNode node) {
        return node.mapping("file", "password").flatMap(mapping -> {
            Optional<Path> file = mapping.require("file", "a PKCS#12 file with the certificate and its key")
                    .flatMap(value -> path(value, folder));
            Optional<YamlNode> password =
                    mapping.require("password", "its password; write password: {file: PATH} or {env: NAME}");
            if (!withSecrets) {
                password.ifPresent(secrets::check);
                return file.map(path -> new ServeSettings.KeyStore(path, Optional.empty()));
            }
            Optional<Secret> secret = password.flatMap(secrets::password);
            return file.filter(path -> secret.isPresent()).map(path -> new ServeSettings.KeyStore(path, secret));
        });
    }

    /** A path relative to the folder of the file. */
    static Optional<Path> path(YamlNode node, Path folder) {
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
