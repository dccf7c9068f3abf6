package dev.millrace.hub.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds out whose token came with a request. */
public final class Authenticator {

    private static final String BEARER = "bearer ";
    private static final String BASIC = "basic ";
    private static final int MAX_HEADER = 512;

    private final Supplier<List<Token>> tokens;
    private final InstantSource clock;

    /**
     * A gate.
     *
     * @param tokens gives the tokens that hold now
     * @param clock says whether a token has expired
     */
    public Authenticator(Supplier<List<Token>> tokens, InstantSource clock) {
        this.tokens = Objects.requireNonNull(tokens, "tokens");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * The token of that {@code Authorization} header; empty if there is none, or it is wrong or has expired. Takes {@code
     * Bearer TOKEN}, and {@code Basic} with the token as password and any user, which is what a browser can send.
     */
    public Optional<Token> token(@Nullable String header) {
        @Nullable String secret = header == null || header.length() > MAX_HEADER ? null : secret(header);
        return secret == null ? Optional.empty() : ofSecret(secret);
    }

    /** The token with that secret; empty if there is none, or it has expired. */
    public Optional<Token> ofSecret(String secret) {
        @Nullable String id = secret.length() > MAX_HEADER ? null : NewToken.claimedId(secret);
        return id == null ? Optional.empty() : live(id, NewToken.hash(secret));
    }

    /** The token with that id and that hash of its secret, if it was neither revoked nor has expired. */
    Optional<Token> live(String id, String hash) {
        byte[] wanted = hash.getBytes(StandardCharsets.US_ASCII);
        return tokens.get().stream()
                .filter(token -> token.id().equals(id))
                .filter(token -> MessageDigest.isEqual(token.hash().getBytes(StandardCharsets.US_ASCII), wanted))
                .filter(token -> !token.expired(clock.instant()))
                .findFirst();
    }

    /** The token with that id, whoever asks with it; empty if there is none, or it has expired. */
    public Optional<Token> named(String id) {
        return tokens.get().stream()
                .filter(token -> token.id().equals(id) && !token.expired(clock.instant()))
                .findFirst();
    }

    /** Whether the header is of the kind that browsers send by themselves, also on behalf of another site's page. */
    public static boolean isBasic(@Nullable String header) {
        return header != null && header.regionMatches(true, 0, BASIC, 0, BASIC.length());
    }

    private static @Nullable String secret(String header) {
        if (header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return header.substring(BEARER.length()).strip();
        } else if (isBasic(header)) {
            try {
                byte[] decoded = Base64.getDecoder()
                        .decode(header.substring(BASIC.length()).strip());
                String pair = new String(decoded, StandardCharsets.UTF_8);
                int colon = pair.indexOf(':');
                return colon < 0 ? null : pair.substring(colon + 1);
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
        return null;
    }
}
