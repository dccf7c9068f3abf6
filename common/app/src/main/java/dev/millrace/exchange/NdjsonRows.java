package dev.millrace.exchange;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.millrace.codec.PrintedJson;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** NDJSON as {@link ExportFormat#NDJSON} says. */
final class NdjsonRows implements RowWriter {

    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .characterEscapes(PrintedJson.escapes())
            .rootValueSeparator("\n")
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private final Writer out;
    private final JsonGenerator json;
    private boolean empty = true;

    NdjsonRows(Writer out) throws IOException {
        this.out = out;
        this.json = JSON.createGenerator(out);
    }

    @Override
    public <R> void begin(List<Column<R>> columns) {}

    @Override
    public <R> void row(List<Column<R>> columns, R row) throws IOException {
        empty = false;
        json.writeStartObject();
        for (Column<R> column : columns) {
            json.writeFieldName(column.name());
            value(column.value().of(row));
        }
        json.writeEndObject();
    }

    @Override
    public void end() throws IOException {
        json.close();
        if (!empty) {
            out.write('\n');
        }
        out.flush();
    }

    private void value(@Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Integer number) {
            json.writeNumber(number);
        } else if (value instanceof Double ratio) {
            json.writeNumber(ratio);
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Instant instant) {
            json.writeString(Instants.text(instant));
        } else {
            json.writeString(value.toString());
        }
    }
}
