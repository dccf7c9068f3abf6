package dev.millrace.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the base address of a tool. Its messages never show the address, because people paste passwords into it. */
final class UrlReader {

    private static final int MAX_PORT = 65_535;
    private static final Pattern LOOPBACK = Pattern.compile(
            "localhost|.+\\.localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1]|\\[0:0:0:0:0:0:0:1]",
            Pattern.CASE_INSENSITIVE);

    private UrlReader() {}

    /** The address without a slash at its end, host and scheme in lower case; empty if an error was reported. */
    static Optional<URI> read(YamlNode node) {
        return node.text().flatMap(text -> {
            Optional<String> wrong = mistake(text);
            wrong.ifPresent(node::error);
            return wrong.isPresent() ? Optional.empty() : Optional.of(normal(URI.create(text)));
        });
    }

    /** Whether what is sent there stays on this machine. */
    static boolean isLoopback(URI url) {
        return LOOPBACK.matcher(url.getHost()).matches();
    }

    private static Optional<String> mistake(String text) {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            return Optional.of("is not a valid address: " + e.getReason() + " at character " + (e.getIndex() + 1));
        }
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            return Optional.of("must begin with https:// (or http://)");
        } else if (url.getRawAuthority() != null && url.getRawAuthority().indexOf('@') >= 0) {
            return Optional.of("must not hold a user or password; put the token into the environment and write"
                    + " token: {env: NAME}");
        } else if (url.getHost() == null) {
            return Optional.of("needs a host name of letters, digits, dots and dashes, as in https://jira.example.org");
        } else if (url.getPort() > MAX_PORT || url.getPort() == 0) {
            return Optional.of("has a port that does not exist");
        } else if (url.getRawQuery() != null || url.getRawFragment() != null) {
            return Optional.of("must be the base address alone, without ? or #");
        }
        return Optional.empty();
    }

    private static URI normal(URI url) {
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        String path = url.getRawPath().replaceAll("/+$", "");
        return URI.create((url.getScheme() + "://" + url.getHost() + port).toLowerCase(Locale.ROOT) + path);
    }
}
