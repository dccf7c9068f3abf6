package dev.millrace.http;

import java.net.URI;
import java.util.Locale;

/** Where a URL leads, as far as credentials and limits are concerned. */
final class HostAddress {

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private HostAddress() {}

    /** Host, and port where it is not the scheme's own; as people write it. */
    static String of(URI uri) {
        String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
        return port(uri) == standardPort(uri) ? host : host + ':' + port(uri);
    }

    /** Whether both URLs have the same scheme, host and port: only then may one see the credentials of the other. */
    static boolean same(URI one, URI other) {
        return scheme(one).equals(scheme(other))
                && String.valueOf(one.getHost()).equalsIgnoreCase(other.getHost())
                && port(one) == port(other);
    }

    private static String scheme(URI uri) {
        return String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    }

    /** The port, that of the scheme if the URL names none. */
    static int port(URI uri) {
        return uri.getPort() < 0 ? standardPort(uri) : uri.getPort();
    }

    private static int standardPort(URI uri) {
        return scheme(uri).equals("https") ? HTTPS : HTTP;
    }
}
