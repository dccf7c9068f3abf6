package dev.millrace.hub.access;

import dev.millrace.app.item.Visibility;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A token as the hub keeps it: everything but the secret.
 *
 * @param id names it in logs and on the command line; no secret
 * @param name what people call its client
 * @param scopes what it allows
 * @param laterScopes scopes that only a later version knows; they allow nothing here and are kept as they are
 * @param producers of which tools it may post facts
 * @param visibility what it may see
 * @param hash SHA-256 of the secret in lower-case hexadecimal digits; a secret of 256 random bits needs no slower hash
 * @param createdAt when it was made
 * @param expiresAt from when on it is refused; null if it does not expire
 */
public record Token(
        String id,
        String name,
        Set<TokenScope> scopes,
        Set<String> laterScopes,
        Producers producers,
        Visibility visibility,
        String hash,
        Instant createdAt,
        @Nullable Instant expiresAt) {

    private static final Pattern ID = Pattern.compile("[a-z0-9]{8}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final int MAX_NAME = 100;

    /** Validates. */
    public Token {
        Objects.requireNonNull(createdAt, "createdAt");
        scopes = Set.copyOf(scopes);
        laterScopes = Set.copyOf(laterScopes);
        Objects.requireNonNull(producers, "producers");
        Objects.requireNonNull(visibility, "visibility");
        if (!ID.matcher(id).matches() || !HASH.matcher(hash).matches()) {
            throw new IllegalArgumentException("a token has an id of 8 letters and digits and a SHA-256");
        }
        if (name.isBlank() || name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a token's name has 1 to " + MAX_NAME + " characters on one line");
        }
        if (scopes.isEmpty() && laterScopes.isEmpty()) {
            throw new IllegalArgumentException("a token allows at least one of " + TokenScope.all());
        }
    }

    /** Whether it is refused at that instant for its age. */
    public boolean expired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /** Its scopes in their order. */
    public Set<TokenScope> sortedScopes() {
        return new TreeSet<>(scopes);
    }
}
