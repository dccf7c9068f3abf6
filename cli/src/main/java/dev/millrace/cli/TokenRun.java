package dev.millrace.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.app.UserError;
import dev.millrace.app.item.Visibility;
import dev.millrace.codec.PrintedJson;
import dev.millrace.config.MillraceConfig;
import dev.millrace.hub.access.NewToken;
import dev.millrace.hub.access.Producers;
import dev.millrace.hub.access.Token;
import dev.millrace.hub.access.TokenFile;
import dev.millrace.hub.access.TokenScope;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What {@code millrace token} does to the token file. */
final class TokenRun {

    private static final Path DEFAULT = Path.of("millrace-tokens.json");

    private final CliContext context;
    private final TokenFile file;

    TokenRun(CliContext context, @Nullable Path file) {
        this.context = context;
        this.file = file(context, file);
    }

    /** The token file of the option, or the configured one, or the one in this directory. */
    static TokenFile file(CliContext context, @Nullable Path asked, MillraceConfig config) {
        Path file = asked == null ? config.serve().tokens().orElse(DEFAULT) : asked;
        return new TokenFile(context.process().resolve(file));
    }

    /** The same where no configuration is needed, so that there may be none. */
    private static TokenFile file(CliContext context, @Nullable Path asked) {
        return asked != null || context.workspace().fileIfAny() == null
                ? new TokenFile(context.process().resolve(asked == null ? DEFAULT : asked))
                : file(context, null, context.workspace().config());
    }

    /**
     * The permissions of a new token, from the options.
     *
     * @param scopes names of scopes
     * @param tools of which tools it may post facts
     * @param projects the projects whose items it may see; all if there is none
     * @param teams the same of teams
     * @param services the same of services
     */
    record Rights(
            List<String> scopes,
            List<String> tools,
            List<String> projects,
            List<String> teams,
            List<String> services) {}

    int create(String name, Rights rights, @Nullable Integer days) {
        Instant now = context.process().clock().instant().truncatedTo(ChronoUnit.SECONDS);
        Set<TokenScope> scopes = scopes(rights.scopes());
        if (scopes.contains(TokenScope.EVENTS_WRITE) == rights.tools().isEmpty()) {
            throw UserError.usage(
                    rights.tools().isEmpty()
                            ? "--scope events:write needs --tool, the tool whose facts the token may post: --tool "
                                    + "jenkins:* for every Jenkins, --tool jenkins:ci for the controller with that id only"
                            : "--tool limits what --scope events:write may post, so it needs that scope");
        }
        NewToken made;
        try {
            made = NewToken.make(
                    name,
                    scopes,
                    Producers.of(rights.tools()),
                    Visibility.of(
                            Set.copyOf(rights.projects()), Set.copyOf(rights.teams()), Set.copyOf(rights.services())),
                    now,
                    days == null ? null : now.plus(Duration.ofDays(days)),
                    new SecureRandom());
        } catch (IllegalArgumentException e) {
            throw UserError.usage(String.valueOf(e.getMessage()));
        }
        file.change(
                known -> Stream.concat(known.stream(), Stream.of(made.token())).toList());
        context.console()
                .say("token " + made.token().id() + " for " + name + " (" + rights(made.token())
                        + "); it is shown only now:");
        context.console().print(made.reveal() + System.lineSeparator());
        return ExitCode.OK;
    }

    private static Set<TokenScope> scopes(List<String> texts) {
        Set<TokenScope> scopes = EnumSet.noneOf(TokenScope.class);
        for (String text : texts) {
            scopes.add(TokenScope.of(text.strip())
                    .orElseThrow(() -> UserError.usage(
                            "--scope: there is no scope \"" + text + "\"; there are " + TokenScope.all())));
        }
        return scopes;
    }

    int list(boolean json) {
        List<Token> tokens = file.read();
        if (json) {
            context.console().print(json(tokens));
        } else if (tokens.isEmpty()) {
            context.console().say("there is no token in " + file.path() + "; create one with millrace token create");
        } else {
            StringBuilder text = new StringBuilder();
            for (Token token : tokens) {
                text.append(String.format(
                        "%s  %s  %s  %s%n",
                        token.id(),
                        token.createdAt(),
                        token.expiresAt() == null ? "never expires" : "expires " + token.expiresAt(),
                        token.name() + " (" + rights(token) + ')'));
            }
            context.console().show(text.toString());
        }
        return ExitCode.OK;
    }

    private static String json(List<Token> tokens) {
        ObjectNode root = new ObjectMapper().createObjectNode();
        ArrayNode array = root.putArray("tokens");
        for (Token token : tokens) {
            ObjectNode json = array.addObject();
            json.put("id", token.id());
            json.put("name", token.name());
            ArrayNode scopes = json.putArray("scopes");
            token.sortedScopes().forEach(scope -> scopes.add(scope.text()));
            put(json, "tools", token.producers().patterns());
            put(json, "projects", token.visibility().projects());
            put(json, "teams", token.visibility().teams());
            put(json, "services", token.visibility().services());
            json.put("createdAt", token.createdAt().toString());
            json.put(
                    "expiresAt",
                    token.expiresAt() == null ? null : token.expiresAt().toString());
        }
        return PrintedJson.pretty(root);
    }

    private static void put(ObjectNode json, String field, Collection<String> texts) {
        ArrayNode array = json.putArray(field);
        texts.forEach(array::add);
    }

    int revoke(String id) {
        boolean[] found = {false};
        file.change(known -> {
            List<Token> left =
                    known.stream().filter(token -> !token.id().equals(id)).toList();
            found[0] = left.size() < known.size();
            return left;
        });
        if (!found[0]) {
            throw UserError.failed(
                    "there is no token " + id + " in " + file.path() + "; millrace token list prints all");
        }
        context.console().say("token " + id + " is revoked");
        return ExitCode.OK;
    }

    private static String rights(Token token) {
        StringBuilder text = new StringBuilder(
                token.sortedScopes().stream().map(TokenScope::text).collect(Collectors.joining(", ")));
        told(text, "tools", token.producers().patterns());
        told(text, "projects", token.visibility().projects());
        told(text, "teams", token.visibility().teams());
        told(text, "services", token.visibility().services());
        return text.toString();
    }

    private static void told(StringBuilder text, String what, Collection<String> names) {
        if (!names.isEmpty()) {
            text.append("; ").append(what).append(' ').append(String.join(", ", names));
        }
    }
}
