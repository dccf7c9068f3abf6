package dev.millrace.fake.jira;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.fake.Wire;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The part of JQL that the fake Jira supports: conditions on project, key and updated, joined by AND, and the order by creation.
 * Anything else is an error, as in a real Jira, and no order means the latest update first.
 */
record FakeQuery(Predicate<JsonNode> condition, Comparator<JsonNode> order) {

    private static final Pattern ORDER = Pattern.compile("(?i)^(.*?)\\s*\\border by created asc, key asc$");
    private static final Pattern SINCE = Pattern.compile("(?i)(updated|created) >= (\\d+)");
    private static final Pattern ANY_TIME = Pattern.compile("(?i)updated >= \"1970-01-02\"");
    private static final Pattern LIST = Pattern.compile("(?i)(project|key|id) in \\(([^()]*)\\)");
    private static final Pattern EQUAL = Pattern.compile("(?i)(project|key) = (\\S+)");

    static FakeQuery parse(String jql) {
        Matcher ordered = ORDER.matcher(jql);
        String conditions = ordered.matches() ? ordered.group(1) : jql;
        Predicate<JsonNode> all = issue -> true;
        if (!conditions.isBlank()) {
            for (String condition : conditions.split("(?i) AND ", -1)) {
                all = all.and(condition(condition.strip()));
            }
        }
        return new FakeQuery(
                all,
                ordered.matches()
                        ? byCreation()
                        : Comparator.comparing(FakeQuery::updated).reversed());
    }

    private static Predicate<JsonNode> condition(String written) {
        String text = written.matches("\\([^()]*\\)") ? written.substring(1, written.length() - 1) : written;
        Matcher bound = SINCE.matcher(text);
        if (bound.matches()) {
            Instant since = Instant.ofEpochMilli(Long.parseLong(bound.group(2)));
            return issue ->
                    !instant(issue, bound.group(1).toLowerCase(Locale.ROOT)).isBefore(since);
        }
        if (ANY_TIME.matcher(text).matches()) {
            return issue -> true;
        }
        Matcher list = LIST.matcher(text);
        if (list.matches()) {
            List<String> values = Stream.of(list.group(2).split(",", -1))
                    .map(value -> value.strip().replace("\"", ""))
                    .toList();
            return issue -> values.contains(value(issue, list.group(1)));
        }
        Matcher equal = EQUAL.matcher(text);
        if (equal.matches()) {
            return issue -> equal.group(2).equals(value(issue, equal.group(1)));
        }
        throw new IllegalArgumentException("the fake does not understand " + text);
    }

    private static String value(JsonNode issue, String field) {
        String key = issue.path("key").asText();
        if (field.equalsIgnoreCase("id")) {
            return issue.path("id").asText();
        }
        return field.equalsIgnoreCase("key")
                ? key
                : issue.path("fields").path("project").path("key").asText(projectOf(key));
    }

    private static Comparator<JsonNode> byCreation() {
        return Comparator.comparing((JsonNode issue) -> instant(issue, "created"))
                .thenComparing(issue -> projectOf(issue.path("key").asText()))
                .thenComparing(issue -> Optional.of(issue.path("key").asText().replaceAll("\\D", ""))
                        .filter(digits -> !digits.isEmpty())
                        .map(Long::valueOf)
                        .orElse(0L));
    }

    private static String projectOf(String key) {
        return key.substring(0, Math.max(0, key.lastIndexOf('-')));
    }

    private static Instant updated(JsonNode issue) {
        return instant(issue, "updated");
    }

    private static Instant instant(JsonNode issue, String field) {
        return Wire.instant(issue.path("fields").path(field)).orElse(Instant.EPOCH);
    }
}
