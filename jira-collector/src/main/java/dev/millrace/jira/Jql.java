package dev.millrace.jira;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the query for the issues to collect. */
final class Jql {

    /** Changes do not move an issue in this order, so that pages stay where they are while people work. */
    private static final String ORDER = "ORDER BY created ASC, key ASC";

    private Jql() {}

    /**
     * The query.
     *
     * @param sinceMillis only what was updated at or after that instant, in epoch milliseconds: other literals are read in
     *     the time zone of the account's profile, and cut to the minute; null for everything
     */
    static String of(JiraSettings settings, @Nullable Long sinceMillis) {
        List<String> conditions = new ArrayList<>();
        if (!settings.projects().isEmpty()) {
            conditions.add("project in ("
                    + settings.projects().stream().map(Jql::quoted).collect(Collectors.joining(", ")) + ")");
        }
        if (settings.jql() != null) {
            conditions.add("(" + settings.jql() + ")");
        }
        if (sinceMillis != null) {
            conditions.add("updated >= " + sinceMillis);
        }
        return conditions.isEmpty() ? ORDER : String.join(" AND ", conditions) + " " + ORDER;
    }

    /** Keys such as IN or AND are words of the language. */
    private static String quoted(String key) {
        return '"' + key.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
