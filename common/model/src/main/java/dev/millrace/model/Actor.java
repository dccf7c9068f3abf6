package dev.millrace.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Who caused an event. People are stored under a pseudonym only: enough to count hand-offs and to distinguish an author from a
 * reviewer, without a name in the store. A source creates it with {@link #of}, which anyone who knows the account can compute. A
 * store keys it on arrival, so only the holder of the store's key can.
 *
 * @param pseudonym 16 hexadecimal digits as a source gives them, or {@code k} and 15 of them as a store keeps them
 * @param type whether the account belongs to a person
 */
public record Actor(String pseudonym, Type type) {

    /** What a pseudonym is, of a source or keyed: equally long, so that no text that holds one grows. */
    public static final String FORM = "[0-9a-fk][0-9a-f]{15}";

    private static final Pattern PSEUDONYM = Pattern.compile(FORM);
    private static final char KEYED = 'k';
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

    /** Whether a store has keyed the pseudonym: it says nothing to who does not hold the key, and is never keyed again. */
    public boolean isKeyed() {
        return pseudonym.charAt(0) == KEYED;
    }

    /**
     * The same actor as a store keeps it.
     *
     * @param digest what the key of the store makes of the pseudonym; its first 15 digits are used
     */
    public Actor keyed(byte[] digest) {
        return new Actor(
                KEYED + HexFormat.of().formatHex(digest, 0, PSEUDONYM_BYTES).substring(1), type);
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
