package dev.millrace.hub.web;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How a hub runs.
 *
 * @param host the address it listens on; only this machine can reach a loopback address
 * @param port the port; 0 takes any that is free
 * @param tls the certificate, if the hub speaks TLS itself
 * @param behindProxy whether a reverse proxy is in front of the hub; then the last address in {@code X-Forwarded-For} counts as the
 *     client's, and without it that header is not looked at
 * @param userHeader how the proxy says that it has signed a reader in; empty if it does not, or there is none
 * @param maxBodyBytes the largest body of a post, in bytes, after decompression
 * @param requestsPerSecond how many requests a second each client may send on average
 * @param burst how many at once after a pause
 * @param stopTimeout how long requests under way may take when the hub stops
 * @param readOnly whether it only answers questions: it takes no events, and changes nothing in its store
 */
public record HubSettings(
        String host,
        int port,
        Optional<Tls> tls,
        boolean behindProxy,
        Optional<UserHeader> userHeader,
        long maxBodyBytes,
        double requestsPerSecond,
        double burst,
        Duration stopTimeout,
        boolean readOnly) {

    /** Where `millrace serve` listens if nothing else is said. */
    public static final int DEFAULT_PORT = 8377;

    /**
     * A certificate with its key.
     *
     * @param keyStore a PKCS#12 file
     * @param password opens it
     */
    public record Tls(Path keyStore, String password) {
        /** Validates. */
        public Tls {
            Objects.requireNonNull(keyStore, "keyStore");
            Objects.requireNonNull(password, "password");
        }

        @Override
        public String toString() {
            return "Tls[" + keyStore + "]";
        }
    }

    /**
     * A header of the proxy. It must remove what clients send under that name.
     *
     * @param name of the header, which contains who the proxy has signed in
     * @param token the id of the token that all of them read with
     */
    public record UserHeader(String name, String token) {
        /** Validates. */
        public UserHeader {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(token, "token");
        }
    }

    private static final int MAX_PORT = 65_535;
    private static final long DEFAULT_BODY = 16L << 20;

    /** Loopback, the default port, no TLS, 16 MiB, 50 requests a second with bursts of 200, 20 s to stop. */
    public static HubSettings loopback() {
        return new HubSettings(
                "127.0.0.1",
                DEFAULT_PORT,
                Optional.empty(),
                false,
                Optional.empty(),
                DEFAULT_BODY,
                50,
                200,
                Duration.ofSeconds(20),
                false);
    }

    /** Validates. */
    public HubSettings {
        Objects.requireNonNull(tls, "tls");
        if (Objects.requireNonNull(userHeader, "userHeader").isPresent() && !behindProxy) {
            throw new IllegalArgumentException("without a proxy anybody could send its header");
        }
        if (host.isBlank() || port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("a hub listens on a host and a port from 0 to " + MAX_PORT);
        }
        if (maxBodyBytes < 1 || requestsPerSecond <= 0 || burst < 1 || stopTimeout.isNegative()) {
            throw new IllegalArgumentException("a hub that takes nothing is no hub: check its limits");
        }
    }

    /** The same on another address. */
    public HubSettings at(String newHost, int newPort) {
        return new HubSettings(
                newHost,
                newPort,
                tls,
                behindProxy,
                userHeader,
                maxBodyBytes,
                requestsPerSecond,
                burst,
                stopTimeout,
                readOnly);
    }

    /** The same with TLS. */
    public HubSettings with(Tls certificate) {
        return new HubSettings(
                host,
                port,
                Optional.of(certificate),
                behindProxy,
                userHeader,
                maxBodyBytes,
                requestsPerSecond,
                burst,
                stopTimeout,
                readOnly);
    }

    /** The same with a reverse proxy in dispatcher. */
    public HubSettings behindAProxy() {
        return new HubSettings(
                host, port, tls, true, userHeader, maxBodyBytes, requestsPerSecond, burst, stopTimeout, readOnly);
    }

    /** The same with a reverse proxy that signs readers in. */
    public HubSettings behindAProxy(UserHeader header) {
        return new HubSettings(
                host,
                port,
                tls,
                true,
                Optional.of(header),
                maxBodyBytes,
                requestsPerSecond,
                burst,
                stopTimeout,
                readOnly);
    }

    /** The same as a hub that only answers questions. */
    public HubSettings readingOnly() {
        return new HubSettings(
                host, port, tls, behindProxy, userHeader, maxBodyBytes, requestsPerSecond, burst, stopTimeout, true);
    }

    /** The same with other limits. */
    public HubSettings limited(long bodyBytes, double perSecond, double atOnce) {
        return new HubSettings(
                host, port, tls, behindProxy, userHeader, bodyBytes, perSecond, atOnce, stopTimeout, readOnly);
    }
}
