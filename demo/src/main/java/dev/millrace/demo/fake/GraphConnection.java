package dev.millrace.demo.fake;

import dev.millrace.demo.fake.GraphQlDocument.GraphQlException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A list that is read page by page, as GitHub does it: at most a hundred nodes, and opaque cursors. */
final class GraphConnection {

    private static final int MAX_PAGE = 100;
    private static final String CURSOR = "cursor:v2:";

    private final String type;
    private final List<GraphObject> nodes;
    private final int total;
    private final Map<String, Object> arguments;

    /**
     * A connection.
     *
     * @param type its type
     * @param nodes all its nodes, those that a filter leaves out not
     * @param total how many there are without the filter
     * @param arguments how it was asked for
     */
    GraphConnection(String type, List<GraphObject> nodes, int total, Map<String, Object> arguments) {
        this.type = type;
        this.nodes = List.copyOf(nodes);
        this.total = total;
        this.arguments = arguments;
    }

    /** The connection as an object with the fields that all connections have. */
    GraphObject asObject(String field) {
        return new GraphObject(type)
                .put("totalCount", total)
                .put("filteredCount", nodes.size())
                .lazy("pageCount", () -> page(field).size())
                .lazy("nodes", () -> page(field))
                .lazy("edges", () -> {
                    int from = from();
                    List<GraphObject> page = page(field);
                    return IntStream.range(0, page.size())
                            .mapToObj(i -> new GraphObject(type.replace("Connection", "Edge"))
                                    .put("cursor", cursor(from + i))
                                    .put("node", page.get(i)))
                            .toList();
                })
                .lazy("pageInfo", () -> pageInfo(field));
    }

    private GraphObject pageInfo(String field) {
        int from = from();
        int size = page(field).size();
        return new GraphObject("PageInfo")
                .put("hasNextPage", from + size < nodes.size())
                .put("hasPreviousPage", from > 0)
                .put("startCursor", size == 0 ? null : cursor(from))
                .put("endCursor", size == 0 ? null : cursor(from + size - 1));
    }

    private List<GraphObject> page(String field) {
        Object first = arguments.get("first");
        if (!(first instanceof Number number)) {
            throw new GraphQlException(
                    "You must provide a `first` or `last` value to properly paginate the `" + field + "` connection.");
        }
        if (number.intValue() < 1 || number.intValue() > MAX_PAGE) {
            throw new GraphQlException("Requesting " + number + " records on the `" + field
                    + "` connection exceeds the `first` limit of " + MAX_PAGE + " records.");
        }
        int from = from();
        return nodes.subList(from, Math.min(nodes.size(), from + number.intValue()));
    }

    private int from() {
        Object after = arguments.get("after");
        return after == null ? 0 : Math.min(nodes.size(), place(after.toString()) + 1);
    }

    private static String cursor(int place) {
        return Base64.getEncoder().encodeToString((CURSOR + place).getBytes(StandardCharsets.UTF_8));
    }

    private static int place(@Nullable String cursor) {
        try {
            String text = new String(Base64.getDecoder().decode(cursor), StandardCharsets.UTF_8);
            return Integer.parseInt(text.substring(CURSOR.length()));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new GraphQlException("`" + cursor + "` does not appear to be a valid cursor.");
        }
    }
}
