package dev.millrace.http;

import java.time.Duration;
import java.util.Objects;

/**
 * How the wire is used.
 *
 * @param userAgent what to call ourselves
 * @param connectTimeout the longest wait for a connection
 * @param readTimeout the longest silence while reading
 * @param callTimeout the longest time from the first byte sent to the last byte read, redirects apart
 * @param maxBodyBytes the longest answer that is read, after decompression
 * @param maxRedirects how many redirects are followed
 * @param network the way to each host
 */
public record TransportSettings(
        String userAgent,
        Duration connectTimeout,
        Duration readTimeout,
        Duration callTimeout,
        int maxBodyBytes,
        int maxRedirects,
        Network network) {

    private static final int MIB = 1024 * 1024;

    /** Validates. */
    public TransportSettings {
        Objects.requireNonNull(userAgent, "userAgent");
        Objects.requireNonNull(network, "network");
        if (maxBodyBytes < 1 || maxRedirects < 0) {
            throw new IllegalArgumentException("limits must be positive: " + maxBodyBytes + ", " + maxRedirects);
        }
        for (Duration timeout : new Duration[] {connectTimeout, readTimeout, callTimeout}) {
            if (timeout.isNegative() || timeout.isZero()) {
                throw new IllegalArgumentException("a time-out must be positive: " + timeout);
            }
        }
    }

    /** 10 s to connect, 60 s of silence, 5 min a call, 64 MiB an answer, 5 redirects. */
    public static TransportSettings standard(String userAgent) {
        return new TransportSettings(
                userAgent,
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofMinutes(5),
                64 * MIB,
                5,
                Network.plain());
    }

    /** The same with another limit on the length of an answer, in bytes. */
    public TransportSettings withMaxBodyBytes(int bytes) {
        return new TransportSettings(userAgent, connectTimeout, readTimeout, callTimeout, bytes, maxRedirects, network);
    }

    /** The same with another limit on every time-out. */
    public TransportSettings withTimeouts(Duration timeout) {
        return new TransportSettings(userAgent, timeout, timeout, timeout, maxBodyBytes, maxRedirects, network);
    }

    /** The same over another network. */
    public TransportSettings with(Network other) {
        return new TransportSettings(
                userAgent, connectTimeout, readTimeout, callTimeout, maxBodyBytes, maxRedirects, other);
    }
}
