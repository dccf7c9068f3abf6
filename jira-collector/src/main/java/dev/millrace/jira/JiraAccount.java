package dev.millrace.jira;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.model.Actor;
import dev.millrace.model.ToolInstance;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns Jira's accounts into pseudonyms. */
final class JiraAccount {

    private JiraAccount() {}

    /** The actor behind a user object; empty if it names none. */
    static Optional<Actor> actor(JsonNode user, ToolInstance tool) {
        return IssueJson.text(user, "accountId")
                .or(() -> IssueJson.text(user, "key"))
                // servers before user keys: a key was the name in lower case, and changelogs write it so
                .or(() -> IssueJson.text(user, "name").map(name -> name.toLowerCase(Locale.ROOT)))
                .map(account ->
                        Actor.of(tool, account, type(user.path("accountType").asText())));
    }

    /** The actor a changelog names as a value of a field; null if it names none. */
    static @Nullable Actor actor(@Nullable String id, @Nullable String name, ToolInstance tool) {
        String account = id == null ? name : id;
        return account == null ? null : Actor.of(tool, account, Actor.Type.UNKNOWN);
    }

    private static Actor.Type type(String accountType) {
        return switch (accountType) {
            case "app" -> Actor.Type.BOT;
            // customers are people who use a service portal
            case "atlassian", "customer" -> Actor.Type.HUMAN;
            default -> Actor.Type.UNKNOWN;
        };
    }
}
