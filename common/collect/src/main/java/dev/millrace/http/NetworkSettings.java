package dev.millrace.http;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How hosts are reached.
 *
 * @param all what holds for every host that has nothing of its own
 * @param noProxy hosts, and ends of host names, that need no proxy
 * @param hosts what holds for one host, by its name in lower case
 */
public record NetworkSettings(Route all, List<String> noProxy, Map<String, Route> hosts) {

    /** Copies. */
    public NetworkSettings {
        Objects.requireNonNull(all, "all");
        noProxy = List.copyOf(noProxy);
        hosts = Map.copyOf(hosts);
    }

    /** Nothing is said. */
    public static NetworkSettings none() {
        return new NetworkSettings(Route.UNSAID, List.of(), Map.of());
    }

    /**
     * The way to a host.
     *
     * @param proxy the proxy, or that there is none; empty if that is left to the environment
     * @param ca certificates that are trusted besides those of Java
     */
    public record Route(Optional<Proxy> proxy, List<X509Certificate> ca) {

        static final Route UNSAID = new Route(Optional.empty(), List.of());

        /** Copies the list. */
        public Route {
            ca = List.copyOf(ca);
        }
    }

    /** Through what a host is reached. */
    public sealed interface Proxy {}

    /** Straight, whatever the environment says. */
    public record Straight() implements Proxy {}

    /**
     * Through an HTTP proxy.
     *
     * @param host its name
     * @param port its port
     * @param user the user of its log-in; empty if it has none
     * @param password the password; empty if there is none, or if it was not looked up
     */
    public record Server(String host, int port, Optional<String> user, Optional<Secret> password) implements Proxy {
        /** Without user and password. */
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }
}
