package dev.millrace.jira;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.collect.SourceException;
import java.util.ArrayList;
import java.util.List;

/** The number fields that an administrator made, by id or name. */
record NumberFields(List<Field> fields) {

    private static final int NAMED = 10;

    /** A field whose values are numbers. */
    private record Field(String id, String name) {
        boolean isCalled(String reference) {
            return id.equals(reference) || name.equalsIgnoreCase(reference);
        }
    }

    /** From the answer to {@code /field}. */
    static NumberFields of(JsonNode answer) {
        List<Field> fields = new ArrayList<>();
        for (JsonNode field : answer) {
            String id = field.path("id").asText();
            if (JiraFields.isCustom(id) && field.at("/schema/type").asText().equals("number")) {
                fields.add(new Field(id, field.path("name").asText().strip()));
            }
        }
        return new NumberFields(List.copyOf(fields));
    }

    /**
     * The id of a field.
     *
     * @param reference its id or its name
     * @throws SourceException if no field or several fields are called so; says which there are
     */
    String id(String reference) {
        List<Field> found =
                fields.stream().filter(field -> field.isCalled(reference)).toList();
        if (found.size() == 1) {
            return found.get(0).id();
        }
        List<Field> named = found.isEmpty() ? fields : found;
        String list = named.isEmpty()
                ? "it has none"
                : "it has "
                        + String.join(
                                ", ",
                                named.stream()
                                        .limit(NAMED)
                                        .map(field -> "\"" + field.name() + "\" (" + field.id() + ")")
                                        .toList())
                        + (named.size() > NAMED ? " and " + (named.size() - NAMED) + " more" : "");
        throw new SourceException(
                (found.isEmpty() ? "Jira shows no number field \"" : "Jira has several number fields \"") + reference
                        + "\" for publish.fields; " + list + ". "
                        + (found.isEmpty()
                                ? "An administrator of Jira creates number fields and puts them on the edit screen"
                                : "Write the id instead of the name"));
    }
}
