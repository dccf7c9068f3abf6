package dev.millrace.http;

import dev.millrace.http.NetworkSettings.Server;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The way to each host: what the configuration says of the host, else what it says of all hosts, else the variables that other
 * programs go by (HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY, in lower case first), else the properties of the JVM.
 */
public final class Network {

    private static final int DEFAULT_PORT = 80;
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?::1]?");

    private final NetworkSettings settings;
    private final Map<String, String> environment;

    /**
     * A network.
     *
     * @param settings what the configuration says
     * @param environment the environment variables
     * @throws IllegalArgumentException if a variable names no proxy; the message names it, and not its value, which may hold a password
     */
    public Network(NetworkSettings settings, Map<String, String> environment) {
        this.settings = settings;
        this.environment = Map.copyOf(environment);
        for (String scheme : List.of("http", "https")) {
            ofEnvironment(scheme);
        }
    }

    /** One of which nothing is said. */
    public static Network plain() {
        return new Network(NetworkSettings.none(), Map.of());
    }

    /** Through what an address is reached; empty if neither configuration nor environment says anything. */
    Optional<NetworkSettings.Proxy> proxy(URI address) {
        String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
        Optional<NetworkSettings.Proxy> ofHost =
                Optional.ofNullable(settings.hosts().get(host)).flatMap(NetworkSettings.Route::proxy);
        if (ofHost.isPresent()) {
            return ofHost;
        } else if (isExempt(address, host, settings.noProxy())) {
            return Optional.of(new NetworkSettings.Straight());
        } else if (settings.all().proxy().isPresent()) {
            return settings.all().proxy();
        }
        Optional<Server> server = ofEnvironment(String.valueOf(address.getScheme()));
        boolean straight = LOOPBACK.matcher(host).matches()
                || isExempt(
                        address, host, List.of(variable("no_proxy").orElse("").split("[,\\s]+")));
        return server.map(found -> straight ? new NetworkSettings.Straight() : found);
    }

    /** The certificates that are trusted for a host besides those of Java. */
    List<X509Certificate> ca(String host) {
        NetworkSettings.Route own = settings.hosts().get(host.toLowerCase(Locale.ROOT));
        List<X509Certificate> all = new ArrayList<>(settings.all().ca());
        if (own != null) {
            all.addAll(own.ca());
        }
        return List.copyOf(all);
    }

    /** The log-in of a proxy; empty if it has none. */
    Optional<Server> logIn(String host, int port) {
        Stream<NetworkSettings.Route> routes =
                Stream.concat(settings.hosts().values().stream(), Stream.of(settings.all()));
        Stream<Server> configured = routes.flatMap(route -> route.proxy().stream())
                .filter(Server.class::isInstance)
                .map(Server.class::cast);
        Stream<Server> named = Stream.of("https", "http").flatMap(scheme -> ofEnvironment(scheme).stream());
        return Stream.concat(configured, named)
                .filter(server -> server.host().equalsIgnoreCase(host) && server.port() == port)
                .filter(server -> server.user().isPresent())
                .findFirst();
    }

    private Optional<String> variable(String name) {
        return Stream.of(name, name.toUpperCase(Locale.ROOT))
                .map(one -> environment.getOrDefault(one, "").strip())
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    private Optional<Server> ofEnvironment(String scheme) {
        for (String name : List.of(scheme + "_proxy", "all_proxy")) {
            Optional<String> value = variable(name);
            if (value.isPresent()) {
                return Optional.of(server(name.toUpperCase(Locale.ROOT), value.get()));
            }
        }
        return Optional.empty();
    }

    private static Server server(String variable, String value) {
        try {
            URI address = URI.create(value.contains("://") ? value : "http://" + value);
            if ("http".equalsIgnoreCase(address.getScheme()) && address.getHost() != null) {
                String[] logIn = address.getRawUserInfo() == null
                        ? new String[0]
                        : address.getRawUserInfo().split(":", 2);
                return new Server(
                        address.getHost(),
                        address.getPort() < 0 ? DEFAULT_PORT : address.getPort(),
                        logIn.length == 0 ? Optional.empty() : Optional.of(decoded(logIn[0])),
                        logIn.length < 2 || logIn[1].isEmpty()
                                ? Optional.empty()
                                : Optional.of(new Secret(decoded(logIn[1]), variable)));
            }
        } catch (IllegalArgumentException e) {
            // reported below, without the value
        }
        throw new IllegalArgumentException(variable
                + " is not a usable proxy address; write http://proxy.example.org:3128, or set "
                + "network.proxy");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** A name stands for itself and for all hosts below it; with or without a dot or a star before it, or a port behind it. */
    private static boolean isExempt(URI address, String host, List<String> names) {
        for (String written : names) {
            String name = written.strip().toLowerCase(Locale.ROOT);
            int colon = name.lastIndexOf(':');
            boolean withPort = colon > 0 && name.substring(colon + 1).matches("\\d{1,5}");
            if (withPort && !name.substring(colon + 1).equals(String.valueOf(HostAddress.port(address)))) {
                continue;
            }
            String end = (withPort ? name.substring(0, colon) : name).replaceFirst("^\\*?\\.", "");
            if (name.equals("*") || (!end.isEmpty() && (host.equals(end) || host.endsWith("." + end)))) {
                return true;
            }
        }
        return false;
    }
}
