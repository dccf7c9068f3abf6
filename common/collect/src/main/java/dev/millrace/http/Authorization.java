package dev.millrace.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The credentials of a call. Never printed, and sent only to the host they are meant for.
 *
 * <p>Carries beside the secret the name of the setting it came from, so that a rejected token can be reported as "check
 * {@code jira.apache.token}" without showing it.
 */
public final class Authorization {

    private static final String HIDDEN = "***";
    /** Shorter texts would be found everywhere in an error message, and guard nothing. */
    private static final int SHORTEST_REDACTED = 4;

    private static final Authorization NONE = new Authorization(null, "", List.of(), null);

    private final @Nullable String headerValue;
    private final String setting;
    private final List<String> secrets;
    private final @Nullable Renewing login;

    private Authorization(
            @Nullable String headerValue, String setting, List<String> secrets, @Nullable Renewing login) {
        this.login = login;
        this.headerValue = headerValue;
        this.setting = setting;
        this.secrets = secrets;
    }

    /** No credentials: the calls are anonymous. */
    public static Authorization none() {
        return NONE;
    }

    /**
     * A token sent as {@code Bearer}, such as a personal access token.
     *
     * @param token the secret; blanks around it (the line break of a file) are dropped
     * @param setting where the token was configured, for error messages
     * @throws IllegalArgumentException if the token is blank or holds characters no header can carry; it is not repeated
     */
    public static Authorization bearer(String token, String setting) {
        String secret = checked(token.strip(), "token", setting);
        if (!secret.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException("the token of " + setting
                    + " contains blanks or characters that are not ASCII, so it is not a token");
        }
        return new Authorization("Bearer " + secret, setting, List.of(secret), null);
    }

    /**
     * A user name with a password or API token, sent as {@code Basic}.
     *
     * @param user the user's name; must not hold a colon
     * @param password the secret
     * @param setting where the password was configured, for error messages
     * @throws IllegalArgumentException if either is blank or not allowed; the password is not repeated
     */
    public static Authorization basic(String user, String password, String setting) {
        String secret = checked(password, "password", setting);
        String pair = checked(user, "user name", setting) + ':' + secret;
        if (user.indexOf(':') >= 0) {
            throw new IllegalArgumentException("the user name that goes with " + setting + " must not hold a colon");
        }
        String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return new Authorization("Basic " + encoded, setting, List.of(encoded, secret), null);
    }

    /** Credentials that expire, and are renewed when a call needs them. */
    interface Renewing {

        /** Valid credentials; requests new ones if those before expire. */
        Authorization current();

        /** What was valid last; requests nothing. */
        Optional<Authorization> latest();
    }

    /**
     * Credentials that expire.
     *
     * @param secret what they are requested with, hidden wherever a server repeats it
     * @param setting where the secret was configured, for error messages
     */
    static Authorization renewed(Renewing source, String secret, String setting) {
        return new Authorization(null, setting, List.of(secret), source);
    }

    private static String checked(String value, String what, String setting) {
        if (Objects.requireNonNull(value, what).isBlank()) {
            throw new IllegalArgumentException("the " + what + " of " + setting + " is empty");
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("the " + what + " of " + setting + " holds control characters");
        }
        return value;
    }

    /** Whether calls carry no credentials. */
    public boolean isAnonymous() {
        return headerValue == null && login == null;
    }

    /** Where the secret was configured; empty if the calls are anonymous. */
    public String setting() {
        return setting;
    }

    /** The value of the {@code Authorization} header: for a transport only. */
    Optional<String> headerValue() {
        return login == null
                ? Optional.ofNullable(headerValue)
                : login.current().headerValue();
    }

    /** The text with every occurrence of the secret hidden: servers echo what they were sent. */
    String redact(String text) {
        String clean = text;
        for (String secret : secrets) {
            if (secret.length() >= SHORTEST_REDACTED) {
                clean = clean.replace(secret, HIDDEN);
            }
        }
        String withoutSecrets = clean;
        return login == null
                ? clean
                : login.latest().map(token -> token.redact(withoutSecrets)).orElse(withoutSecrets);
    }

    /** Always {@code ***}. */
    @Override
    public String toString() {
        return HIDDEN;
    }
}
