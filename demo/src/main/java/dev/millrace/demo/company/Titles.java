package dev.millrace.demo.company;

import java.util.List;
import java.util.Locale;

/** Titles that could be those of a shop's software. */
final class Titles {

    private static final List<String> THINGS = List.of(
            "the delivery window",
            "gift cards",
            "the basket",
            "order history",
            "partial refunds",
            "the invoice PDF",
            "saved addresses",
            "stock levels",
            "price alerts",
            "the search filter",
            "product bundles",
            "tax rates",
            "payment reminders",
            "the return label",
            "pick-up points",
            "volume discounts",
            "the wish list",
            "product reviews",
            "subscription renewals",
            "the packing slip");
    private static final List<String> STORIES = List.of(
            "Let customers change %s",
            "Show %s on the order page",
            "Offer %s in the mobile app",
            "Send an e-mail about %s",
            "Let merchants switch off %s",
            "Export %s as CSV",
            "Explain %s to new customers");
    private static final List<String> BUGS = List.of(
            "Wrong total when %s change twice",
            "Blank page behind %s",
            "Time-out while loading %s",
            "Cents are rounded twice in %s",
            "Umlauts are broken in %s",
            "Customers without address cannot use %s",
            "Second click submits %s again");
    private static final List<String> DEBT = List.of(
            "Remove the old code path of %s",
            "Move %s to the event bus", "Split the tests of %s", "Replace the home-made cache behind %s");
    private static final List<String> SECURITY =
            List.of("Check permissions on %s", "Limit the rate of calls for %s", "Stop logging addresses in %s");
    private static final List<String> TASKS =
            List.of("Measure how often %s are used", "Write the runbook for %s", "Clean up test data of %s");
    private static final List<String> INCIDENTS =
            List.of("Checkout fails for %s", "%s answer with 503", "Payments with %s are stuck");
    private static final List<String> SUB_TASKS = List.of("API", "Database migration", "User interface", "Metrics");
    private static final List<String> EPICS = List.of(
            "Self-service returns",
            "One-page checkout",
            "Payments by instalment",
            "Faster catalogue search",
            "Leave the old billing database",
            "Mobile app 4",
            "Ready for the winter sale",
            "Merchant portal",
            "Invoices without paper",
            "Recommendations",
            "One account for all shops",
            "Stock in real time");
    private static final List<String> INITIATIVES =
            List.of("Sell more on the phone", "Fewer costly returns", "Leave the old systems");
    private static final List<String> LIBRARIES =
            List.of("json-parser", "http-client", "date-utils", "test-runner", "sql-driver", "logging-api");

    private Titles() {}

    static String of(IssueType type, Draws draws) {
        List<String> patterns = switch (type) {
            case STORY -> STORIES;
            case BUG -> BUGS;
            case TECHNICAL_DEBT -> DEBT;
            case SECURITY -> SECURITY;
            case TASK -> TASKS;
            case INCIDENT -> INCIDENTS;
            case SUB_TASK -> SUB_TASKS;
            case EPIC -> EPICS;
            case INITIATIVE -> INITIATIVES;
        };
        String pattern = draws.pick(patterns);
        String title = pattern.replace("%s", draws.pick(THINGS));
        return title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1);
    }

    static String epic(int number) {
        return EPICS.get(number % EPICS.size());
    }

    static String initiative(int number) {
        return INITIATIVES.get(number % INITIATIVES.size());
    }

    static String update(Draws draws) {
        int minor = draws.between(1, 40);
        return "Bump %s from 2.%d.%d to 2.%d.0".formatted(draws.pick(LIBRARIES), minor, draws.between(0, 9), minor + 1);
    }

    static String withoutIssue(Draws draws) {
        return draws.pick(List.of(
                "Make the clock test independent of the time zone",
                "Fix a typo in the README",
                "Give the nightly job more memory",
                "Log less in the health check",
                "Sort imports"));
    }

    /** What a branch is called after a title: lower-case words joined by dashes. */
    static String slug(String title) {
        String words =
                title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return words.length() <= 40 ? words : words.substring(0, 40).replaceAll("-[^-]*$", "");
    }
}
