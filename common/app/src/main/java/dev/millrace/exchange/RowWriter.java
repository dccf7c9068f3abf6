package dev.millrace.exchange;

import java.io.IOException;
import java.util.List;

/** Writes the rows of one table in one format. */
interface RowWriter {

    /** Writes what stands before the first row. */
    <R> void begin(List<Column<R>> columns) throws IOException;

    /** Writes one row. */
    <R> void row(List<Column<R>> columns, R row) throws IOException;

    /** Writes what stands behind the last row, and hands all to the target. */
    void end() throws IOException;
}
