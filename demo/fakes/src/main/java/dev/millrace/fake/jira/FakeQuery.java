package dev.millrace.fake.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.fake.Wire;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The part of JQL that the fake Jira supports: conditions on project, key and updated, joined by AND, and the order by creation.
 * Anything else is an error, as in a real Jira, and no order means the latest update first.
 */
record FakeQuery(Predicate<JsonNode> condition, boolean byCreation) {

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
        return new FakeQuery(all, ordered.matches());
    }

    /** The issues that meet the condition, in order. What orders an issue is read once, since instants are slow to parse. */
    <T> List<T> of(Collection<T> issues, Function<T, ObjectNode> json) {
        record Place<T>(T issue, Instant at, String project, long number) {}
        List<Place<T>> places = new ArrayList<>();
        for (T issue : issues) {
            JsonNode read = json.apply(issue);
            if (condition.test(read)) {
                String key = read.path("key").asText();
                places.add(new Place<>(
                        issue, instant(read, byCreation ? "created" : "updated"), projectOf(key), numberOf(key)));
            }
        }
        places.sort(
                byCreation
                        ? Comparator.comparing((Place<T> place) -> place.at())
                                .thenComparing(Place::project)
                                .thenComparingLong(Place::number)
                        : Comparator.comparing((Place<T> place) -> place.at()).reversed());
        return places.stream().map(Place::issue).toList();
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

    private static String projectOf(String key) {
        return key.substring(0, Math.max(0, key.lastIndexOf('-')));
    }

    private static long numberOf(String key) {
        String digits = key.replaceAll("\\D", "");
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }

    private static Instant instant(JsonNode issue, String field) {
        return Wire.instant(issue.path("fields").path(field)).orElse(Instant.EPOCH);
    }
}
