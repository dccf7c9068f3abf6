package dev.millrace.exchange;

import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CSV as {@link ExportFormat#CSV} says. */
final class CsvRows implements RowWriter {

    private static final char REPLACEMENT = '\uFFFD';
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private final Writer out;

    CsvRows(Writer out) {
        this.out = out;
    }

    @Override
    public <R> void begin(List<Column<R>> columns) throws IOException {
        out.write(String.join(",", columns.stream().map(Column::name).toList()));
        out.write('\n');
    }

    @Override
    public <R> void row(List<Column<R>> columns, R row) throws IOException {
        for (int i = 0; i < columns.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            cell(columns.get(i).value().of(row));
        }
        out.write('\n');
    }

    @Override
    public void end() throws IOException {
        out.flush();
    }

    private void cell(@Nullable Object value) throws IOException {
        if (value instanceof String text) {
            text(text);
        } else if (value instanceof Instant instant) {
            out.write(Instants.text(instant));
        } else if (value != null) {
            // numbers and truths; a negative number is no formula
            out.write(value.toString());
        }
    }

    private void text(String text) throws IOException {
        String safe = withoutControls(text);
        if (!safe.isEmpty() && FORMULA_STARTS.indexOf(safe.charAt(0)) >= 0) {
            safe = '\'' + safe;
        }
        if (safe.chars().anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r')) {
            out.write('"');
            out.write(safe.replace("\"", "\"\""));
            out.write('"');
        } else {
            out.write(safe);
        }
    }

    /** Tab and line ends are layout and stay; the others ring bells, move cursors and rewrite what was printed before. */
    private static String withoutControls(String text) {
        if (text.chars().noneMatch(CsvRows::commands)) {
            return text;
        }
        StringBuilder safe = new StringBuilder(text);
        for (int i = 0; i < safe.length(); i++) {
            if (commands(safe.charAt(i))) {
                safe.setCharAt(i, REPLACEMENT);
            }
        }
        return safe.toString();
    }

    private static boolean commands(int c) {
        return Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r';
    }
}
