package dev.millrace.store.postgres;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a PostgreSQL store is and who opens it. Never prints the password.
 *
 * @param url such as {@code jdbc:postgresql://db.example.org/millrace}, without user and password; options such as
 *     {@code ?sslmode=verify-full} or {@code ?currentSchema=flow} are those of the PostgreSQL driver
 * @param user the role that owns the schema, or null for the driver's default
 * @param password its password, or null if the server asks for none
 */
public record PostgresAddress(
        String url, @Nullable String user, @Nullable String password) {

    /** What the URL of such a store begins with. */
    public static final String PREFIX = "jdbc:postgresql:";

    private static final Pattern CREDENTIALS = Pattern.compile("(?:[?&](?:user|password|sslpassword)=)|(?://[^/?]*@)");

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if the URL is no such URL, or holds credentials; it is not repeated then
     */
    public PostgresAddress {
        Objects.requireNonNull(url, "url");
        if (!isPostgres(url)) {
            throw new IllegalArgumentException("the address of a PostgreSQL store begins with " + PREFIX);
        }
        if (CREDENTIALS.matcher(url.toLowerCase(Locale.ROOT)).find()) {
            throw new IllegalArgumentException(
                    "the address of the store holds a user or password; URLs end up in logs, so give them beside it");
        }
    }

    /** Whether the text is the URL of such a store. */
    public static boolean isPostgres(String text) {
        return text.startsWith(PREFIX);
    }

    /** The place without options and password. */
    @Override
    public String toString() {
        int options = url.indexOf('?');
        return options < 0 ? url : url.substring(0, options);
    }
}
