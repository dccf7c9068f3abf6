package dev.millrace.http;

import java.util.Objects;

/** How a collector makes itself known to a tool. Prints no secret. */
public sealed interface Credentials {

    /** Anonymous: only what the tool shows to everybody. */
    record Anonymous() implements Credentials {}

    /**
     * A personal access token, sent as {@code Authorization: Bearer}.
     *
     * @param token the token
     */
    record BearerToken(Secret token) implements Credentials {
        /** Validates. */
        public BearerToken {
            Objects.requireNonNull(token, "token");
        }
    }

    /**
     * A user with password or API token, sent as {@code Authorization: Basic}.
     *
     * @param user the user name, or the e-mail address in Jira Cloud
     * @param password the password or API token
     */
    record UserAndPassword(String user, Secret password) implements Credentials {
        /** Validates: a colon would end the name early. */
        public UserAndPassword {
            Objects.requireNonNull(password, "password");
            if (user.isBlank() || user.indexOf(':') >= 0) {
                throw new IllegalArgumentException("a user name is not blank and has no colon");
            }
        }
    }

    /** The configuration was read for a command that talks to no tool, so no secret was looked up. */
    record NotLookedUp() implements Credentials {}
}
