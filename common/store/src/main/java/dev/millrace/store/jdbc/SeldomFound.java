package dev.millrace.store.jdbc;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Saves a read of many items the queries for what hardly any store has. Who asks often is worth one look at the whole table; who
 * asks for one item is not.
 */
final class SeldomFound {

    /** A look whether there is anything to be found at all. */
    @FunctionalInterface
    interface Look {
        boolean any() throws SQLException;
    }

    private static final int OFTEN = 8;

    private final Look look;
    private int asked;
    private @Nullable Boolean any;

    SeldomFound(Look look) {
        this.look = look;
    }

    /** Whether a query can find something. */
    boolean worthAsking() throws SQLException {
        if (any == null && ++asked > OFTEN) {
            any = look.any();
        }
        return any == null || any;
    }
}
