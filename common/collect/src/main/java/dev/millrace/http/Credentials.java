package dev.millrace.http;

import java.net.URI;
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

    /**
     * A service account that logs in by OAuth 2.0, grant {@code client_credentials} (RFC 6749, section 4.4).
     *
     * @param id the client id
     * @param secret the client secret
     * @param tokenUrl where access tokens are issued
     */
    record Client(String id, Secret secret, URI tokenUrl) implements Credentials {
        /** Validates. */
        public Client {
            Objects.requireNonNull(secret, "secret");
            Objects.requireNonNull(tokenUrl, "tokenUrl");
            if (id.isBlank()) {
                throw new IllegalArgumentException("a client id is not blank");
            }
        }
    }

    /** The configuration was read for a command that talks to no tool, so no secret was looked up. */
    record NotLookedUp() implements Credentials {}
}
