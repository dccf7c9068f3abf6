package dev.millrace.config;

import dev.millrace.model.ToolInstance;
import dev.millrace.words.Quoted;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** What the sites of all tools have in common: an id, and a token that must not go over an open wire. */
final class SiteSettings {

    private static final int MAX_ID = 64;

    private SiteSettings() {}

    /** The id that is given, else the one made of the address; empty if an error was reported. */
    static Optional<String> id(YamlNode.Mapping site, Optional<URI> url, String otherwise) {
        return site.get("id").isPresent()
                ? site.get("id").flatMap(SiteSettings::id)
                : url.map(address -> idOf(address, otherwise));
    }

    private static Optional<String> id(YamlNode node) {
        return node.text().flatMap(text -> {
            if (ToolInstance.isValidId(text)) {
                return Optional.of(text);
            }
            node.error("must be at most 64 lower-case letters, digits, dots, dashes or underscores, but is "
                    + Quoted.of(text));
            return Optional.empty();
        });
    }

    /** The host as an id: what an id may not hold becomes a dash. */
    private static String idOf(URI url, String otherwise) {
        String host = url.getHost().toLowerCase(Locale.ROOT);
        String id = host.replaceAll("[^a-z0-9._-]", "-").replaceAll("^[^a-z0-9]+|[^a-z0-9]+$", "");
        return id.isEmpty() ? otherwise : id.substring(0, Math.min(id.length(), MAX_ID));
    }

    /** Warns if the token would be readable on its way. */
    static void warnOfOpenWire(Optional<URI> url, YamlNode token) {
        url.filter(address -> "http".equals(address.getScheme()) && !UrlReader.isLoopback(address))
                .ifPresent(
                        address -> token.warn("is sent over http, where others on the network can read it; use https"));
    }
}
