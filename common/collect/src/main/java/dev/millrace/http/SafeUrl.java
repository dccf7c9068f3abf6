package dev.millrace.http;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes a URL for a message or a log: without user info, and with the values of only those query parameters that are known to
 * be harmless. A list of what is secret would always miss one.
 */
final class SafeUrl {

    private static final int MAX_LENGTH = 300;

    private static final Set<String> SHOWN = Set.of(
            "jql",
            "startat",
            "maxresults",
            "fields",
            "expand",
            "validatequery",
            "page",
            "per_page",
            "since",
            "until",
            "state",
            "sort",
            "direction");

    private SafeUrl() {}

    /** The URL as it may be shown. */
    static String of(URI uri) {
        StringBuilder url =
                new StringBuilder().append(uri.getScheme()).append("://").append(HostAddress.of(uri));
        if (uri.getRawPath() != null) {
            url.append(uri.getRawPath());
        }
        if (uri.getRawQuery() != null) {
            url.append(Arrays.stream(uri.getRawQuery().split("&", -1))
                    .map(SafeUrl::parameter)
                    .collect(Collectors.joining("&", "?", "")));
        }
        return PlainText.line(url.toString(), MAX_LENGTH);
    }

    private static String parameter(String parameter) {
        int equals = parameter.indexOf('=');
        if (equals < 0 || SHOWN.contains(parameter.substring(0, equals).toLowerCase(Locale.ROOT))) {
            return equals < 0 ? "***" : parameter;
        }
        return parameter.substring(0, equals) + "=***";
    }
}
