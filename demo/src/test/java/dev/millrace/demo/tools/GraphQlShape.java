package dev.millrace.demo.tools;

import com.fasterxml.jackson.databind.JsonNode;
import graphql.language.Definition;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLOutputType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLUnionType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Compares an answer with what its query selects: every field there, nothing else, and each of the type the schema gives it. */
final class GraphQlShape {

    private static final Map<String, Pattern> SCALARS = Map.of(
            "DateTime", Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"),
            "GitObjectID", Pattern.compile("[0-9a-f]{40}"),
            "BigInt", Pattern.compile("\\d+"),
            "URI", Pattern.compile("https?://\\S+"));

    private final GraphQLSchema schema;
    private final Map<String, FragmentDefinition> fragments = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();

    private GraphQlShape(GraphQLSchema schema) {
        this.schema = schema;
    }

    /** What is wrong with the answer; empty if nothing is. */
    static List<String> check(GraphQLSchema schema, Document document, String operation, JsonNode data) {
        GraphQlShape shape = new GraphQlShape(schema);
        OperationDefinition asked = null;
        for (Definition<?> definition : document.getDefinitions()) {
            if (definition instanceof FragmentDefinition fragment) {
                shape.fragments.put(fragment.getName(), fragment);
            } else if (definition instanceof OperationDefinition found && operation.equals(found.getName())) {
                asked = found;
            }
        }
        if (asked == null) {
            return List.of("the document has no operation " + operation);
        }
        shape.object(data, schema.getQueryType(), asked.getSelectionSet(), operation);
        return shape.wrong;
    }

    private void object(JsonNode json, GraphQLType declared, SelectionSet selections, String path) {
        if (!json.isObject()) {
            wrong.add(path + " is no object but " + json);
            return;
        }
        Set<GraphQLObjectType> possible = possible(declared);
        String named = json.path("__typename").asText("");
        if (!named.isEmpty()) {
            possible.removeIf(type -> !type.getName().equals(named));
        } else if (possible.size() > 1) {
            // without __typename the type is whichever the answer's fields fit
            possible.removeIf(type -> !fieldsOf(type, selections).keySet().equals(names(json)));
        }
        if (possible.isEmpty()) {
            wrong.add(path + " fits no type of " + ((GraphQLNamedType) declared).getName() + ": " + json);
            return;
        }
        GraphQLObjectType type = possible.iterator().next();
        Map<String, List<Field>> fields = fieldsOf(type, selections);
        if (!fields.keySet().equals(names(json))) {
            wrong.add(path + " was asked for " + fields.keySet() + " and has " + names(json));
            return;
        }
        fields.forEach((alias, same) -> {
            Field field = same.get(0);
            if (field.getName().equals("__typename")) {
                return;
            }
            GraphQLOutputType fieldType = ((GraphQLFieldsContainer) type)
                    .getFieldDefinition(field.getName())
                    .getType();
            SelectionSet below = merged(same);
            value(json.get(alias), fieldType, below, path + '.' + alias);
        });
    }

    private void value(JsonNode json, GraphQLType type, SelectionSet selections, String path) {
        if (type instanceof GraphQLNonNull nonNull) {
            if (json.isNull()) {
                wrong.add(path + " must not be null");
            } else {
                value(json, nonNull.getWrappedType(), selections, path);
            }
        } else if (json.isNull()) {
            return;
        } else if (type instanceof GraphQLList list) {
            if (!json.isArray()) {
                wrong.add(path + " is no list but " + json);
            }
            for (int i = 0; i < json.size(); i++) {
                value(json.get(i), list.getWrappedType(), selections, path + '[' + i + ']');
            }
        } else if (type instanceof GraphQLEnumType enumeration) {
            if (enumeration.getValue(json.asText()) == null) {
                wrong.add(path + " is " + json + ", which " + enumeration.getName() + " does not have");
            }
        } else if (type instanceof GraphQLScalarType scalar) {
            scalar(json, scalar.getName(), path);
        } else {
            object(json, type, selections, path);
        }
    }

    private void scalar(JsonNode json, String scalar, String path) {
        boolean right = switch (scalar) {
            case "Int" -> json.isInt();
            case "Boolean" -> json.isBoolean();
            case "String", "ID" -> json.isTextual();
            default ->
                SCALARS.containsKey(scalar)
                        && json.isTextual()
                        && SCALARS.get(scalar).matcher(json.textValue()).matches();
        };
        if (!right) {
            wrong.add(path + " is no " + scalar + ": " + json);
        }
    }

    private Set<GraphQLObjectType> possible(GraphQLType type) {
        Set<GraphQLObjectType> all = new HashSet<>();
        if (type instanceof GraphQLObjectType object) {
            all.add(object);
        } else if (type instanceof GraphQLUnionType union) {
            union.getTypes().forEach(member -> all.add((GraphQLObjectType) member));
        } else {
            all.addAll(schema.getImplementations((graphql.schema.GraphQLInterfaceType) type));
        }
        return all;
    }

    /** What is asked of an object of that type, by the name it has in the answer. */
    private Map<String, List<Field>> fieldsOf(GraphQLObjectType type, SelectionSet selections) {
        Map<String, List<Field>> fields = new LinkedHashMap<>();
        collect(type, selections, fields);
        return fields;
    }

    private void collect(GraphQLObjectType type, SelectionSet selections, Map<String, List<Field>> into) {
        for (Selection<?> selection : selections.getSelections()) {
            if (selection instanceof Field field) {
                into.computeIfAbsent(field.getResultKey(), key -> new ArrayList<>())
                        .add(field);
            } else if (selection instanceof InlineFragment inline) {
                if (inline.getTypeCondition() == null
                        || applies(inline.getTypeCondition().getName(), type)) {
                    collect(type, inline.getSelectionSet(), into);
                }
            } else if (selection instanceof FragmentSpread spread) {
                FragmentDefinition fragment = fragments.get(spread.getName());
                if (applies(fragment.getTypeCondition().getName(), type)) {
                    collect(type, fragment.getSelectionSet(), into);
                }
            }
        }
    }

    private boolean applies(String condition, GraphQLObjectType type) {
        return possible(schema.getType(condition)).contains(type);
    }

    @SuppressWarnings("rawtypes") // the library's own signature
    private static SelectionSet merged(List<Field> same) {
        List<Selection> all = new ArrayList<>();
        for (Field field : same) {
            if (field.getSelectionSet() != null) {
                all.addAll(field.getSelectionSet().getSelections());
            }
        }
        return SelectionSet.newSelectionSet(all).build();
    }

    private static Set<String> names(JsonNode json) {
        Set<String> names = new TreeSet<>();
        json.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
