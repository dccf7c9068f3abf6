package dev.millrace.jira;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The query for the issues to collect.
 *
 * @param conditions what must all hold; empty for every issue there is
 * @param news whether it finds only what was updated since an instant
 * @param among the ids of the only issues that it can find; empty for no such condition
 */
record Jql(List<String> conditions, boolean news, List<String> among) {

    /** Changes do not move an issue in this order, so that pages stay where they are while people work. */
    private static final String ORDER = "ORDER BY created ASC, key ASC";

    /** No Jira is that old; the day after the epoch lies after it in every time zone. */
    private static final String ANY_TIME = "updated >= \"1970-01-02\"";

    Jql {
        conditions = List.copyOf(conditions);
        among = List.copyOf(among);
    }

    /**
     * The query.
     *
     * @param sinceMillis only what was updated at or after that instant, in epoch milliseconds: other literals are read in
     *     the time zone of the account's profile, and cut to the minute; null for everything
     */
    static Jql of(JiraSettings settings, @Nullable Long sinceMillis) {
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
        return new Jql(conditions, sinceMillis != null, List.of());
    }

    /** The same with at least one condition, which holds for every issue: Jira Cloud refuses a query without any. */
    Jql bounded() {
        return conditions.isEmpty() ? new Jql(List.of(ANY_TIME), news, among) : this;
    }

    /** The same for what was created at or after that instant, in epoch milliseconds; null for no such condition. */
    Jql createdFrom(@Nullable Long millis) {
        if (millis == null) {
            return this;
        }
        List<String> more = new ArrayList<>(conditions);
        more.add("created >= " + millis);
        return new Jql(more, news, among);
    }

    /** The same for those issues only, whose ids are numbers. */
    Jql among(List<String> ids) {
        List<String> more = new ArrayList<>(conditions);
        more.add("id in (" + String.join(", ", ids) + ")");
        return new Jql(more, news, ids);
    }

    /** The query as Jira reads it. */
    String text() {
        return conditions.isEmpty() ? ORDER : String.join(" AND ", conditions) + " " + ORDER;
    }

    /** Keys such as IN or AND are words of the language. */
    private static String quoted(String key) {
        return '"' + key.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
