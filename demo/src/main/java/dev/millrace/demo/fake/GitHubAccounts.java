package dev.millrace.demo.fake;

import dev.millrace.demo.company.Person;

/** Accounts as GitHub's GraphQL API shows them. */
final class GitHubAccounts {

    private GitHubAccounts() {}

    /** A person or a machine as an Actor. */
    static GraphObject actor(Person person) {
        return person.bot()
                ? new GraphObject("Bot")
                        .put("id", "BOT_" + person.number())
                        .put("login", person.login())
                        .put("databaseId", 7_000 + person.number())
                : user(person);
    }

    /** A person. */
    static GraphObject user(Person person) {
        return new GraphObject("User")
                .put("id", "U_" + person.number())
                .put("login", person.login())
                .put("name", person.displayName())
                .put("databaseId", 7_000 + person.number());
    }
}
