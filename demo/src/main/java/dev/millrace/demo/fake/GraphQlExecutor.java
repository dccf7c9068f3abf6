package dev.millrace.demo.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.demo.fake.GraphQlDocument.Field;
import dev.millrace.demo.fake.GraphQlDocument.Fragment;
import dev.millrace.demo.fake.GraphQlDocument.GraphQlException;
import dev.millrace.demo.fake.GraphQlDocument.Inline;
import dev.millrace.demo.fake.GraphQlDocument.Operation;
import dev.millrace.demo.fake.GraphQlDocument.Selection;
import dev.millrace.demo.fake.GraphQlDocument.Spread;
import dev.millrace.demo.fake.GraphQlDocument.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers any query over {@link GraphObject}s, so that the fake does not depend on which queries a collector sends. */
final class GraphQlExecutor {

    /** The interfaces and unions that fragments may name, with what belongs to them. */
    private static final Map<String, Set<String>> ABSTRACT = Map.of(
            "Actor", Set.of("User", "Bot", "Mannequin", "Organization", "EnterpriseUserAccount"),
            "RequestedReviewer", Set.of("User", "Bot", "Mannequin", "Team"),
            "GitObject", Set.of("Commit", "Tree", "Blob", "Tag"));

    private final GraphQlDocument document;
    private final Map<String, Object> variables;

    private GraphQlExecutor(GraphQlDocument document, Map<String, Object> variables) {
        this.document = document;
        this.variables = variables;
    }

    /** The {@code data} of the answer to a request body. */
    static ObjectNode execute(JsonNode request, GraphObject root) {
        GraphQlDocument document = GraphQlParser.parse(request.path("query").asText());
        String name = request.path("operationName").asText("");
        Operation operation = document.operations().get(name);
        if (operation == null && document.operations().size() == 1) {
            operation = document.operations().values().iterator().next();
        }
        if (operation == null) {
            throw new GraphQlException("No operation named \"" + name + '"');
        }
        Map<String, Object> variables = new HashMap<>(operation.defaults());
        request.path("variables").properties().forEach(entry -> {
            Object value = plain(entry.getValue());
            if (value != null) {
                variables.put(entry.getKey(), value);
            }
        });
        return new GraphQlExecutor(document, variables).object(root, operation.selections());
    }

    private ObjectNode object(GraphObject object, List<Selection> selections) {
        ObjectNode json = Wire.object();
        merged(object.type(), selections).forEach((alias, fields) -> {
            Field field = fields.get(0);
            if (field.name().equals("__typename")) {
                json.put(alias, object.type());
                return;
            }
            GraphObject.Resolver resolver = object.field(field.name());
            if (resolver == null) {
                throw new GraphQlException(
                        "Field '" + field.name() + "' doesn't exist on type '" + object.type() + "'");
            }
            List<Selection> below = new ArrayList<>();
            fields.forEach(same -> below.addAll(same.selections()));
            json.set(alias, value(resolver.resolve(arguments(field)), field.name(), below));
        });
        return json;
    }

    /** The fields that apply to the type, those with one name together. */
    private Map<String, List<Field>> merged(String type, List<Selection> selections) {
        Map<String, List<Field>> fields = new LinkedHashMap<>();
        collect(type, selections, fields);
        return fields;
    }

    private void collect(String type, List<Selection> selections, Map<String, List<Field>> into) {
        for (Selection selection : selections) {
            if (selection instanceof Field field) {
                into.computeIfAbsent(field.alias(), alias -> new ArrayList<>()).add(field);
            } else if (selection instanceof Inline inline) {
                if (applies(inline.type(), type)) {
                    collect(type, inline.selections(), into);
                }
            } else if (selection instanceof Spread spread) {
                Fragment fragment = document.fragments().get(spread.fragment());
                if (fragment == null) {
                    throw new GraphQlException("Fragment " + spread.fragment() + " was used, but not defined");
                }
                if (applies(fragment.type(), type)) {
                    collect(type, fragment.selections(), into);
                }
            }
        }
    }

    private static boolean applies(@Nullable String condition, String type) {
        return condition == null
                || condition.equals(type)
                || condition.equals("Node")
                || ABSTRACT.getOrDefault(condition, Set.of()).contains(type);
    }

    private JsonNode value(@Nullable Object value, String field, List<Selection> selections) {
        if (value instanceof GraphConnection connection) {
            return object(connection.asObject(field), selections);
        } else if (value instanceof GraphObject object) {
            return object(object, selections);
        } else if (value instanceof List<?> list) {
            ArrayNode array = Wire.array();
            list.forEach(element -> array.add(value(element, field, selections)));
            return array;
        } else if (value instanceof Boolean flag) {
            return JsonNodeFactory.instance.booleanNode(flag);
        } else if (value instanceof Number number) {
            return JsonNodeFactory.instance.numberNode(number.longValue());
        }
        return value == null
                ? JsonNodeFactory.instance.nullNode()
                : JsonNodeFactory.instance.textNode(value.toString());
    }

    private Map<String, Object> arguments(Field field) {
        Map<String, Object> arguments = new HashMap<>();
        field.arguments().forEach((name, value) -> {
            Object resolved = resolved(value);
            if (resolved != null && !resolved.equals("null")) {
                arguments.put(name, resolved);
            }
        });
        return arguments;
    }

    private @Nullable Object resolved(Object value) {
        if (value instanceof Variable variable) {
            return variables.get(variable.name());
        } else if (value instanceof Map<?, ?> map) {
            Map<String, Object> object = new HashMap<>();
            map.forEach((name, inner) -> {
                Object one = inner == null ? null : resolved(inner);
                if (one != null) {
                    object.put(String.valueOf(name), one);
                }
            });
            return object;
        }
        return value;
    }

    private static @Nullable Object plain(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> object = new HashMap<>();
            node.properties().forEach(entry -> {
                Object value = plain(entry.getValue());
                if (value != null) {
                    object.put(entry.getKey(), value);
                }
            });
            return object;
        } else if (node.isArray()) {
            List<Object> list = new ArrayList<>();
            node.forEach(element -> {
                Object value = plain(element);
                if (value != null) {
                    list.add(value);
                }
            });
            return list;
        } else if (node.isIntegralNumber()) {
            return node.longValue();
        } else if (node.isBoolean()) {
            return node.booleanValue();
        }
        return node.isNull() ? null : node.asText();
    }
}
