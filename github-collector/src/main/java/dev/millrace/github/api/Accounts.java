package dev.millrace.github.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.model.Actor;
import dev.millrace.model.ToolInstance;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Accounts of GitHub as actors. Whether one is a bot is what GitHub says of it, never a guess from its name. */
public final class Accounts {

    private final ToolInstance tool;

    public Accounts(ToolInstance tool) {
        this.tool = tool;
    }

    /** The actor behind an account; null for a deleted account, which GitHub no longer reports. */
    public @Nullable Actor actor(JsonNode account) {
        return id(account).map(id -> Actor.of(tool, id, type(account))).orElse(null);
    }

    /** The kind of account: {@code human}, {@code bot} or {@code unknown}. */
    public static Actor.Type type(JsonNode account) {
        // GraphQL calls the field __typename, REST type
        return switch (account.path("__typename").asText(account.path("type").asText())) {
            case "User", "EnterpriseUserAccount" -> Actor.Type.HUMAN;
            case "Bot" -> Actor.Type.BOT;
            // a Mannequin stands for an account of the system the repository was imported from, of whatever kind
            default -> Actor.Type.UNKNOWN;
        };
    }

    private static Optional<String> id(JsonNode account) {
        return GitHubJson.text(account, "databaseId")
                .or(() -> GitHubJson.text(account, "id"))
                .or(() -> GitHubJson.text(account, "login").map(login -> "login:" + login));
    }
}
