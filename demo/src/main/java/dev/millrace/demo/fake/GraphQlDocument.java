package dev.millrace.demo.fake;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A GraphQL document that was parsed.
 *
 * @param operations its operations by name; an anonymous one has the empty name
 * @param fragments its fragments by name
 */
record GraphQlDocument(Map<String, Operation> operations, Map<String, Fragment> fragments) {

    GraphQlDocument {
        operations = Map.copyOf(operations);
        fragments = Map.copyOf(fragments);
    }

    /**
     * An operation.
     *
     * @param name its name
     * @param defaults the variables that have a default value
     * @param selections what it asks for
     */
    record Operation(String name, Map<String, Object> defaults, List<Selection> selections) {}

    /**
     * A named fragment.
     *
     * @param type the type it applies to
     * @param selections what it asks for
     */
    record Fragment(String type, List<Selection> selections) {}

    /** One thing that is asked for. */
    sealed interface Selection {}

    /**
     * A field.
     *
     * @param alias what to call it in the answer
     * @param name what it is called in the schema
     * @param arguments its arguments; a value may be a {@link Variable}
     * @param selections what is asked of its value; empty for a scalar
     */
    record Field(String alias, String name, Map<String, Object> arguments, List<Selection> selections)
            implements Selection {}

    /** A fragment by name. */
    record Spread(String fragment) implements Selection {}

    /** A fragment in place; without a type it always applies. */
    record Inline(@Nullable String type, List<Selection> selections) implements Selection {}

    /** A variable where a value stands. */
    record Variable(String name) {}

    /** The document or the variables are not as they must be; the message is for the one who asked. */
    static final class GraphQlException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        GraphQlException(String message) {
            super(message);
        }
    }
}
