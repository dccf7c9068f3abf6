package dev.millrace.demo.tools;

import dev.millrace.demo.company.Company;
import dev.millrace.demo.company.SimulatedIssue;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** As much of JQL as a collector needs: projects, ids, instants, and an order. Anything else is refused, not ignored. */
final class JiraQuery {

    private static final Pattern ORDER = Pattern.compile("(?i)\\s*\\bORDER\\s+BY\\s+(.*)$");
    private static final Pattern AND = Pattern.compile("(?i)\\s+AND\\s+");
    private static final Pattern IN = Pattern.compile("(?i)(project|id|key|issuekey|issue)\\s+in\\s*\\((.*)\\)");
    private static final Pattern SINCE = Pattern.compile("(?i)(updated|created)\\s*>=\\s*(-?\\d+)");
    private static final Pattern SINCE_DAY =
            Pattern.compile("(?i)(updated|created)\\s*>=\\s*\"(\\d{4}-\\d{2}-\\d{2})\"");
    private static final Pattern BOUND = Pattern.compile("(?i)(project|created|key|id)\\s+is\\s+not\\s+empty");

    private final Predicate<SimulatedIssue> condition;
    private final Comparator<SimulatedIssue> order;

    private JiraQuery(Predicate<SimulatedIssue> condition, Comparator<SimulatedIssue> order) {
        this.condition = condition;
        this.order = order;
    }

    /** What is wrong with a query, in words for the one who asked. */
    static final class JqlException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        JqlException(String message) {
            super(message);
        }
    }

    static JiraQuery parse(String jql) {
        Matcher order = ORDER.matcher(jql);
        boolean ordered = order.find();
        String conditions = (ordered ? jql.substring(0, order.start()) : jql).strip();
        if (conditions.isEmpty()) {
            throw new JqlException(
                    "Unbounded JQL queries are not allowed here. Please add a search restriction to your" + " query.");
        }
        Predicate<SimulatedIssue> all = issue -> true;
        for (String condition : AND.split(conditions, -1)) {
            all = all.and(condition(bare(condition)));
        }
        return new JiraQuery(all, ordered ? order(order.group(1)) : Comparator.comparing(SimulatedIssue::id));
    }

    List<SimulatedIssue> run(List<SimulatedIssue> issues) {
        List<SimulatedIssue> found =
                new ArrayList<>(issues.stream().filter(condition).toList());
        found.sort(order);
        return found;
    }

    private static String bare(String condition) {
        String text = condition.strip();
        return text.startsWith("(") && text.endsWith(")")
                ? text.substring(1, text.length() - 1).strip()
                : text;
    }

    private static Predicate<SimulatedIssue> condition(String text) {
        Matcher in = IN.matcher(text);
        if (in.matches()) {
            Set<String> values = Arrays.stream(in.group(2).split(",", -1))
                    .map(value -> value.strip().replace("\"", "").toUpperCase(Locale.ROOT))
                    .collect(Collectors.toSet());
            return in.group(1).equalsIgnoreCase("project")
                    ? issue -> values.contains(issue.project())
                    : issue -> values.contains(issue.key()) || values.contains(Long.toString(issue.id()));
        }
        Matcher since = SINCE.matcher(text);
        if (since.matches()) {
            return since(since.group(1), Instant.ofEpochMilli(Long.parseLong(since.group(2))));
        }
        Matcher day = SINCE_DAY.matcher(text);
        if (day.matches()) {
            // a day begins where the account lives that asks
            return since(
                    day.group(1),
                    LocalDate.parse(day.group(2)).atStartOfDay(Company.ZONE).toInstant());
        }
        if (BOUND.matcher(text).matches()) {
            return issue -> true;
        }
        throw new JqlException("Error in the JQL Query: the demo does not understand '" + text + "'.");
    }

    private static Predicate<SimulatedIssue> since(String field, Instant from) {
        return field.equalsIgnoreCase("updated")
                ? issue -> !issue.updated().isBefore(from)
                : issue -> !issue.created().isBefore(from);
    }

    private static Comparator<SimulatedIssue> order(String text) {
        Comparator<SimulatedIssue> order = null;
        for (String part : text.split(",", -1)) {
            String[] words = part.strip().split("\\s+", -1);
            Comparator<SimulatedIssue> one = switch (words[0].toLowerCase(Locale.ROOT)) {
                case "created" -> Comparator.comparing(SimulatedIssue::created);
                case "updated" -> Comparator.comparing(SimulatedIssue::updated);
                case "key", "id", "issuekey" -> Comparator.comparing(SimulatedIssue::id);
                default -> throw new JqlException("Not able to sort using field '" + words[0] + "'.");
            };
            one = words.length > 1 && words[1].equalsIgnoreCase("desc") ? one.reversed() : one;
            order = order == null ? one : order.thenComparing(one);
        }
        return order == null ? Comparator.comparing(SimulatedIssue::id) : order;
    }
}
