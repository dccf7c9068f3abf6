package dev.millrace.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.github.api.Accounts;
import dev.millrace.github.api.GitHubJson;
import dev.millrace.model.Actor;
import dev.millrace.valuestream.OriginRules;
import dev.millrace.valuestream.OriginSignal;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What tells the origin of changes: names of apps, and what a rule of the definition names. Other accounts, authors and trailers name
 * people, and are not kept.
 */
final class OriginTexts {

    private static final int LONGEST = 300;
    private static final int MOST_LINES = 200;
    private static final int MOST = 20;
    private static final String BOT_SUFFIX = "[bot]";

    private final OriginRules rules;

    OriginTexts(OriginRules rules) {
        this.rules = rules;
    }

    /** The account that opened a pull request. */
    Stream<String> account(JsonNode author) {
        return GitHubJson.text(author, "login")
                .filter(login -> isApp(author) || rules.namesAccount(login))
                .map(OriginTexts::plain)
                .stream();
    }

    /** The named authors of commits: nodes with {@code name} and {@code email}. */
    Stream<String> authors(Stream<JsonNode> authors) {
        return authors.flatMap(author -> author(author).stream())
                .filter(text -> rules.names(OriginSignal.COMMIT_AUTHOR, text))
                .distinct()
                .limit(MOST);
    }

    private static Optional<String> author(JsonNode author) {
        return GitHubJson.text(author, "email")
                .map(email -> author.path("name").asText("") + " <" + email + '>')
                .filter(text -> text.length() <= LONGEST);
    }

    /** The named lines of commit messages. */
    Stream<String> trailers(Stream<String> messages) {
        return messages.flatMap(message -> message.lines().limit(MOST_LINES))
                .map(String::strip)
                .filter(line -> !line.isEmpty() && line.length() <= LONGEST)
                .filter(line -> rules.names(OriginSignal.TRAILER, line))
                .distinct()
                .limit(MOST);
    }

    /** When apps reviewed, and which. */
    static Stream<String> reviews(JsonNode reviews) {
        return GitHubJson.nodes(reviews)
                .filter(review -> isApp(review.path("author")))
                .flatMap(review -> GitHubJson.instant(review, "submittedAt").stream()
                        .flatMap(at -> GitHubJson.text(review.path("author"), "login").stream()
                                .map(login -> at + " " + plain(login))));
    }

    private static boolean isApp(JsonNode account) {
        return Accounts.type(account) == Actor.Type.BOT;
    }

    /** GraphQL calls an app by its name, REST adds {@code [bot]}. */
    private static String plain(String login) {
        String plain = login.endsWith(BOT_SUFFIX) ? login.substring(0, login.length() - BOT_SUFFIX.length()) : login;
        return plain.isEmpty() ? login : plain;
    }
}
