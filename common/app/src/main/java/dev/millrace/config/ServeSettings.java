package dev.millrace.config;

import dev.millrace.http.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What the section {@code serve} of {@code millrace.yml} says of the hub. Everything may be left out.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 takes any that is free
 * @param url where people reach the hub, without a slash at the end; what is published leads there
 * @param keyStore the certificate, if the hub speaks TLS itself
 * @param behindProxy whether a reverse proxy stands in front and its headers are believed
 * @param userHeader how the proxy says that it has signed a reader in; only with a proxy
 * @param tokens the token file
 * @param maxBodyBytes the largest body of a post, in bytes
 * @param requestsPerSecond how many requests a second each client may send on average
 * @param burst how many at once after a pause
 * @param syncEvery how long after the end of one sync the next begins; empty for none
 * @param publishEvery how long after the end of one publish the next begins; empty for none
 */
public record ServeSettings(
        Optional<String> host,
        Optional<Integer> port,
        Optional<URI> url,
        Optional<KeyStore> keyStore,
        Optional<Boolean> behindProxy,
        Optional<UserHeader> userHeader,
        Optional<Path> tokens,
        Optional<Long> maxBodyBytes,
        Optional<Integer> requestsPerSecond,
        Optional<Integer> burst,
        Optional<Duration> syncEvery,
        Optional<Duration> publishEvery) {

    /**
     * A certificate with its key.
     *
     * @param file a PKCS#12 file
     * @param password opens it; empty if secrets were not looked up
     */
    public record KeyStore(Path file, Optional<Secret> password) {
        /** Validates. */
        public KeyStore {
            Objects.requireNonNull(file, "file");
            Objects.requireNonNull(password, "password");
        }
    }

    /**
     * A header of the proxy.
     *
     * @param name of the header
     * @param token the id of the token that readers share
     */
    public record UserHeader(String name, String token) {
        /** Validates. */
        public UserHeader {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(token, "token");
        }
    }

    /** What holds if the section is not there. */
    public static ServeSettings none() {
        return new ServeSettings(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
