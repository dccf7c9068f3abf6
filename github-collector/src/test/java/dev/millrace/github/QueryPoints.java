package dev.millrace.github;

import com.fasterxml.jackson.databind.JsonNode;
import graphql.language.Argument;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.IntValue;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.VariableReference;
import graphql.parser.Parser;
import java.util.List;

/**
 * What GitHub charges for a query, as its documentation says: the requests that each connection needs if every limit is reached, added,
 * divided by a hundred, at least one.
 */
final class QueryPoints {

    private final Document document;
    private final JsonNode variables;

    private QueryPoints(Document document, JsonNode variables) {
        this.document = document;
        this.variables = variables;
    }

    static long of(JsonNode request) {
        Document document = new Parser().parseDocument(request.path("query").asText());
        OperationDefinition operation = document.getDefinitionsOfType(OperationDefinition.class).stream()
                .filter(one -> request.path("operationName").asText().equals(one.getName()))
                .findFirst()
                .orElseThrow();
        long requests = new QueryPoints(document, request.path("variables")).requests(operation.getSelectionSet(), 1);
        return Math.max(1, Math.round(requests / 100.0));
    }

    private long requests(SelectionSet selected, long parents) {
        long requests = 0;
        for (Selection<?> selection : selected == null ? List.<Selection<?>>of() : selections(selected)) {
            if (selection instanceof Field field) {
                long size = size(field);
                requests += (size > 0 ? parents : 0) + requests(field.getSelectionSet(), parents * Math.max(1, size));
            } else if (selection instanceof InlineFragment inline) {
                requests += requests(inline.getSelectionSet(), parents);
            } else if (selection instanceof FragmentSpread spread) {
                requests += requests(fragment(spread.getName()).getSelectionSet(), parents);
            }
        }
        return requests;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the library's list has no type
    private static List<Selection<?>> selections(SelectionSet selected) {
        return (List) selected.getSelections();
    }

    private FragmentDefinition fragment(String name) {
        return document.getDefinitionsOfType(FragmentDefinition.class).stream()
                .filter(fragment -> fragment.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private long size(Field field) {
        for (Argument argument : field.getArguments()) {
            boolean ids = argument.getName().equals("ids");
            if (ids || argument.getName().equals("first") || argument.getName().equals("last")) {
                if (argument.getValue() instanceof IntValue number) {
                    return number.getValue().longValue();
                }
                String variable = ((VariableReference) argument.getValue()).getName();
                return ids
                        ? variables.path(variable).size()
                        : variables.path(variable).asLong();
            }
        }
        return 0;
    }
}
