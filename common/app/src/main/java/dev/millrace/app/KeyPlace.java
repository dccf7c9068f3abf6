package dev.millrace.app;

import dev.millrace.config.StorePlace;
import dev.millrace.pseudonym.KeyFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the key of a store's pseudonyms is: in the file that the environment names; else beside a store that is a file, and for a database in
 * the user's folder for configurations.
 */
final class KeyPlace {

    private static final Pattern SCHEMA = Pattern.compile("[?&](currentSchema=[^&]*)");
    private static final int SCHEME = "jdbc:postgresql:".length();

    private final Map<String, String> environment;
    private final UnaryOperator<Path> resolve;

    /**
     * In that environment.
     *
     * @param resolve makes a relative path absolute
     */
    KeyPlace(Map<String, String> environment, UnaryOperator<Path> resolve) {
        this.environment = environment;
        this.resolve = resolve;
    }

    KeyFile of(StorePlace place) {
        Optional<String> named = value(KeyFile.VARIABLE);
        if (named.isPresent()) {
            return new KeyFile(resolve.apply(Path.of(named.get())));
        }
        if (place instanceof StorePlace.File file) {
            return KeyFile.beside(file.path());
        }
        String url = ((StorePlace.Postgres) place).url();
        Matcher schema = SCHEMA.matcher(url);
        String database =
                url.substring(SCHEME).replaceFirst("[?].*", "") + (schema.find() ? "-" + schema.group(1) : "");
        return new KeyFile(resolve.apply(configurations()
                .resolve("millrace")
                .resolve(database.replaceAll("^/+", "").replaceAll("[^A-Za-z0-9.=-]", "_") + ".key")));
    }

    private Path configurations() {
        return value("XDG_CONFIG_HOME")
                .or(() -> value("APPDATA"))
                .map(Path::of)
                .orElseGet(() -> Path.of(value("HOME").orElseGet(() -> System.getProperty("user.home")), ".config"));
    }

    private Optional<String> value(String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
    }
}
