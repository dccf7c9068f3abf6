package dev.millrace.hub.access;

import dev.millrace.app.item.Visibility;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A token in the moment it is made: the only time that its secret is there to be shown. */
public final class NewToken {

    private static final String PREFIX = "mlr_";
    private static final int ID_LENGTH = 8;
    private static final int SECRET_BYTES = 32;
    private static final String ID_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

    private final Token token;
    private final String secret;

    private NewToken(Token token, String secret) {
        this.token = token;
        this.secret = secret;
    }

    /**
     * Makes a token.
     *
     * @param producers of which tools it may post facts
     * @param visibility what it may see
     * @param expiresAt from when on it is refused; null if it does not expire
     */
    public static NewToken make(
            String name,
            Set<TokenScope> scopes,
            Producers producers,
            Visibility visibility,
            Instant now,
            @Nullable Instant expiresAt,
            SecureRandom random) {
        StringBuilder id = new StringBuilder(ID_LENGTH);
        for (int i = 0; i < ID_LENGTH; i++) {
            id.append(ID_LETTERS.charAt(random.nextInt(ID_LETTERS.length())));
        }
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        String secret =
                PREFIX + id + '_' + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Token token =
                new Token(id.toString(), name, scopes, Set.of(), producers, visibility, hash(secret), now, expiresAt);
        return new NewToken(token, secret);
    }

    /** What the hub keeps. */
    public Token token() {
        return token;
    }

    /** What the client is given, once. */
    public String reveal() {
        return secret;
    }

    @Override
    public String toString() {
        return "new token " + token.id();
    }

    static String hash(String secret) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The id a secret claims to be of; null if it has not the form of one. */
    static @Nullable String claimedId(String secret) {
        int end = PREFIX.length() + ID_LENGTH;
        return secret.startsWith(PREFIX) && secret.length() > end && secret.charAt(end) == '_'
                ? secret.substring(PREFIX.length(), end)
                : null;
    }
}
