package dev.millrace.demo.company;

import java.util.Objects;

/**
 * Somebody, or some machine, with an account in all tools.
 *
 * @param number the number of the account; the tools' ids are made from it
 * @param login the account's name on GitHub
 * @param displayName what Jira shows
 * @param bot whether the account belongs to a machine
 */
public record Person(int number, String login, String displayName, boolean bot) {

    /** Validates. */
    public Person {
        Objects.requireNonNull(login, "login");
        Objects.requireNonNull(displayName, "displayName");
    }

    /** The Jira account id. */
    public String accountId() {
        return "demo:%08d-0000-4000-8000-%012d".formatted(number, number);
    }
}
