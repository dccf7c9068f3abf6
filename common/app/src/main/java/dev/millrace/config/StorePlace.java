package dev.millrace.config;

import dev.millrace.http.Secret;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** Where everything is kept. Prints no secret. */
public sealed interface StorePlace {

    /**
     * In one SQLite file.
     *
     * @param path absolute
     */
    record File(Path path) implements StorePlace {
        /** Validates. */
        public File {
            Objects.requireNonNull(path, "path");
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }

    /**
     * In a PostgreSQL database.
     *
     * @param url such as {@code jdbc:postgresql://db.example.org/millrace}, without user and password
     * @param user who owns the schema, if it is not the driver's default
     * @param password the password of the server, if it needs one
     */
    record Postgres(String url, Optional<String> user, Optional<Secret> password) implements StorePlace {
        /** Validates. */
        public Postgres {
            Objects.requireNonNull(url, "url");
            Objects.requireNonNull(user, "user");
            Objects.requireNonNull(password, "password");
        }

        @Override
        public String toString() {
            return url;
        }
    }
}
