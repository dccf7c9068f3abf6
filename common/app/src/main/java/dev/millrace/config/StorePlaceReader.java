package dev.millrace.config;

import dev.millrace.http.Secret;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the {@code store} part of {@code millrace.yml}: a path, a JDBC address, or an address with user and password. */
final class StorePlaceReader {

    private static final String POSTGRES = "jdbc:postgresql:";
    private static final Pattern CREDENTIALS = Pattern.compile("[?&](?:user|password|sslpassword)=|//[^/?]*@");

    private final SecretReader secrets;
    private final Path folder;

    /**
     * A reader.
     *
     * @param secrets finds the password
     * @param folder what relative paths are relative to
     */
    StorePlaceReader(SecretReader secrets, Path folder) {
        this.secrets = secrets;
        this.folder = folder;
    }

    /** The place; empty if an error was reported. */
    Optional<StorePlace> read(YamlNode node) {
        if (!node.isMapping()) {
            return node.text().flatMap(text -> place(node, text));
        }
        return node.mapping("url", "user", "password").flatMap(mapping -> {
            Optional<String> url = mapping.require(
                            "url", "the address, such as " + POSTGRES + "//db.example.org/millrace")
                    .flatMap(this::address);
            Optional<String> user = mapping.get("user").flatMap(YamlNode::text);
            Optional<Secret> password = mapping.get("password").flatMap(secrets::password);
            if (mapping.get("password").isPresent() && mapping.get("user").isEmpty()) {
                node.error("a password needs a user too");
            }
            return url.map(address -> new StorePlace.Postgres(address, user, password));
        });
    }

    private Optional<String> address(YamlNode node) {
        return node.text().flatMap(text -> postgres(node, text));
    }

    private Optional<StorePlace> place(YamlNode node, String text) {
        return text.toLowerCase(Locale.ROOT).startsWith("jdbc:")
                ? postgres(node, text).map(url -> new StorePlace.Postgres(url, Optional.empty(), Optional.empty()))
                : path(node, text).map(StorePlace.File::new);
    }

    /** An address with a mistake is not repeated: the mistake may be a password in it. */
    private static Optional<String> postgres(YamlNode node, String text) {
        if (!text.startsWith(POSTGRES)) {
            node.error("must be a path or an address that begins with " + POSTGRES);
        } else if (CREDENTIALS.matcher(text.toLowerCase(Locale.ROOT)).find()) {
            node.error(
                    "must not hold a user or password, for addresses end up in logs; write store: {url: ..., user: NAME,"
                            + " password: {env: MILLRACE_DB_PASSWORD}}");
        } else {
            return Optional.of(text);
        }
        return Optional.empty();
    }

    private Optional<Path> path(YamlNode node, String text) {
        try {
            return Optional.of(folder.resolve(text).normalize());
        } catch (InvalidPathException e) {
            node.error("is not a valid path");
            return Optional.empty();
        }
    }
}
