package dev.millrace.store.schema;

import dev.millrace.store.StoreException;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The one schema of all databases, and the way to it from every earlier version. */
public final class Migrations {

    /** The highest number among the migrations. */
    public static final int VERSION = 17;

    private static final String SHARED = "classpath:db/migration/millrace";

    private Migrations() {}

    /**
     * Brings a database to {@link #VERSION}.
     *
     * @param store names it for messages
     * @param pseudonyms keys the people in it
     * @param ofDatabase further places of migrations or callbacks
     */
    public static void run(String store, DataSource database, Pseudonyms pseudonyms, String... ofDatabase) {
        String[] locations = new String[ofDatabase.length + 1];
        locations[0] = SHARED;
        System.arraycopy(ofDatabase, 0, locations, 1, ofDatabase.length);
        try {
            Flyway.configure()
                    .loggers(QuietFlywayLog.class.getName())
                    .locations(locations)
                    .javaMigrations(new PastParentsMigration(), new KeyedPeople(pseudonyms), new CompactForm())
                    .dataSource(database)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof StoreException said) {
                    throw said; // a migration of ours that says what to do
                }
            }
            throw new StoreException(store + " could not be brought to schema " + VERSION + ": " + reason(e), e);
        }
    }

    /** What the database said: Flyway's own message is a table of many lines around it. */
    private static String reason(FlywayException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException said && said.getMessage() != null) {
                return said.getMessage();
            }
        }
        return String.valueOf(e.getMessage());
    }

    public static StoreException tooOld(String store, long version) {
        return new StoreException(
                store + " has schema " + version + ", this version of Millrace reads schema " + VERSION
                        + ", and the store may not be written here: run millrace status once with permission to write it,"
                        + " which brings it up to date, or read it with the version that wrote it");
    }

    public static StoreException tooNew(String store, long version) {
        return new StoreException(
                store + " has schema " + version + ", and this version of Millrace knows schemas up to " + VERSION
                        + ": use the newer version that wrote it, or name another store");
    }
}
