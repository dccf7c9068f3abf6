package dev.millrace.demo.fake;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An object that GraphQL can be asked about: a type, and fields that are worked out when somebody asks. */
final class GraphObject {

    /** Works a field's value out of the arguments. */
    interface Resolver {
        /** A scalar, a {@link GraphObject}, a list of them, a {@link GraphConnection}, or null. */
        @Nullable Object resolve(Map<String, Object> arguments);
    }

    private final String type;
    private final Map<String, Resolver> fields = new LinkedHashMap<>();

    GraphObject(String type) {
        this.type = type;
    }

    String type() {
        return type;
    }

    /** A field that is always the same. */
    GraphObject put(String name, @Nullable Object value) {
        fields.put(name, arguments -> value);
        return this;
    }

    /** A field that is made when somebody asks. */
    GraphObject lazy(String name, Supplier<? extends @Nullable Object> value) {
        fields.put(name, arguments -> value.get());
        return this;
    }

    /** A field with arguments. */
    GraphObject put(String name, Resolver resolver) {
        fields.put(name, resolver);
        return this;
    }

    /** A connection that takes only paging arguments. */
    GraphObject list(String name, String nodeType, Supplier<List<GraphObject>> nodes) {
        fields.put(
                name,
                arguments -> new GraphConnection(
                        nodeType + "Connection", nodes.get(), nodes.get().size(), arguments));
        return this;
    }

    /** The resolver of a field; null if the type has no such field. */
    @Nullable Resolver field(String name) {
        return fields.get(name);
    }
}
