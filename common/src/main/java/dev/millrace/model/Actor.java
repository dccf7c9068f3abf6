package dev.millrace.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Who caused an event. People are kept under a pseudonym only: enough to count hand-offs and to tell an author from a
 * reviewer, without a name in the store. A pseudonym is not anonymity: who knows an account id can compute it.
 *
 * @param pseudonym 16 hexadecimal digits made by {@link #of}
 * @param type whether the account belongs to a person
 */
public record Actor(String pseudonym, Type type) {

    private static final Pattern PSEUDONYM = Pattern.compile("[0-9a-f]{16}");
    private static final int PSEUDONYM_BYTES = 8;

    /** What kind of account acted, as the tool itself says; never guessed from a name. */
    public enum Type {
        /** A person. */
        HUMAN,
        /** An app, a bot or a service account. */
        BOT,
        /** The tool does not say. */
        UNKNOWN
    }

    /** Validates the pseudonym. */
    public Actor {
        Require.matching(pseudonym, PSEUDONYM, "pseudonym");
        Objects.requireNonNull(type, "type");
    }

    /** The actor behind an account of a tool: the same account gives the same pseudonym in every run. */
    public static Actor of(ToolInstance tool, String accountId, Type type) {
        Require.text(accountId, "account id");
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((tool + "|" + accountId).getBytes(StandardCharsets.UTF_8));
            return new Actor(HexFormat.of().formatHex(digest, 0, PSEUDONYM_BYTES), type);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
