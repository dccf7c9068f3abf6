package dev.millrace.store.sqlite;

import dev.millrace.pseudonym.KeyFile;
import dev.millrace.store.schema.Pseudonyms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * An empty store with the schema of this version, as the build makes it for the jar. A new store is a copy of it: to go through all
 * migrations takes a second of CPU time.
 */
public final class EmptyStore {

    private static final DateTimeFormatter AS_FLYWAY_DOES =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private EmptyStore() {}

    /**
     * The build's own step.
     *
     * @param args the file to write, and the instant that stands in it as that of each migration, so that the same sources give the
     *     same bytes
     */
    public static void main(String[] args) throws IOException, SQLException {
        make(Path.of(args[0]), Instant.parse(args[1]));
    }

    static void make(Path path, Instant installed) throws IOException, SQLException {
        Files.deleteIfExists(path);
        Files.createDirectories(path.toAbsolutePath().getParent());
        SqliteFile file = new SqliteFile(path, Duration.ofMinutes(1));
        SqliteSchema.migrate(file, new Pseudonyms(path.toString(), KeyFile.beside(path)));
        try (Connection connection = file.connect();
                PreparedStatement same = connection.prepareStatement("UPDATE flyway_schema_history"
                        + " SET installed_on = ?, installed_by = '', execution_time = 0");
                Statement statement = connection.createStatement()) {
            same.setString(1, AS_FLYWAY_DOES.format(installed));
            same.executeUpdate();
            statement.execute("PRAGMA application_id = " + SqliteSchema.APPLICATION_ID);
            statement.execute("VACUUM");
        }
    }
}
