package dev.millrace.hub.web;

import dev.millrace.document.Block;
import dev.millrace.document.Block.Column;
import dev.millrace.document.Block.Row;
import dev.millrace.document.Cell;
import dev.millrace.document.Document;
import dev.millrace.document.Document.Section;
import dev.millrace.valuestream.ValueStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The page that lists the value streams of the definition, each with a link to its report. */
final class StreamList {

    private StreamList() {}

    /**
     * The page.
     *
     * @param query the parameters of the request; the links keep them
     */
    static Document of(List<ValueStream> streams, Map<String, List<String>> query) {
        List<Row> rows = streams.stream()
                .map(stream -> Row.of(Cell.link(stream.name(), link(stream, query)), Cell.text(stream.id())))
                .toList();
        Block table = new Block.Table(
                "In the order of the definition", List.of(Column.words("Name"), Column.words("Id")), rows);
        return new Document(
                "Value streams",
                "Choose a value stream to see its report.",
                List.of(),
                List.of(),
                List.of(new Section("streams", "Value streams", "", List.of(table))));
    }

    private static URI link(ValueStream stream, Map<String, List<String>> query) {
        StringBuilder link = new StringBuilder("?stream=").append(encoded(stream.id()));
        new TreeMap<>(query).forEach((name, values) -> {
            if (!name.equals("stream")) {
                values.forEach(value ->
                        link.append('&').append(encoded(name)).append('=').append(encoded(value)));
            }
        });
        return URI.create(link.toString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
