package io.jenkins.plugins.millrace.hub;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;

/**
 * Where a hub is, and what opens it.
 *
 * @param address http or https, with neither user nor query
 * @param token the secret; never shown
 */
record HubTarget(URI address, String token) {

    HubTarget {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(token, "token");
    }

    /**
     * The address that somebody typed.
     *
     * @throws IllegalArgumentException if it is none; the message says what one looks like, and repeats nothing of it
     */
    static URI address(String text) {
        URI address;
        try {
            address = new URI(text.strip());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "this is not an address; an address looks like https://millrace.example.org", e);
        }
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw new IllegalArgumentException("the address of a hub must begin with https:// (or http://)");
        }
        if (address.getHost() == null) {
            throw new IllegalArgumentException(
                    "this has no host name; an address looks like https://millrace.example.org");
        }
        if (address.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "an address must not contain a user or password; the token is a credential");
        }
        if (address.getRawQuery() != null || address.getRawFragment() != null) {
            throw new IllegalArgumentException("remove what follows ? or #");
        }
        return address;
    }

    /**
     * What is below an address.
     *
     * @param path encoded, without a slash before it
     */
    static URI page(URI address, String path) {
        String base = address.toString();
        return URI.create((base.endsWith("/") ? base : base + "/") + path);
    }

    /** Whether the token would cross a network that others can listen to. */
    static boolean unprotected(URI address) {
        String host = address.getHost();
        boolean loopback = host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
        return "http".equalsIgnoreCase(address.getScheme()) && !loopback;
    }

    @Override
    public String toString() {
        return "hub " + address;
    }
}
