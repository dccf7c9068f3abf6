package dev.millrace.http;

import java.util.Objects;
import java.util.Optional;

/**
 * A token or password. Not a record, because a record prints what it holds: this type shows itself as {@code ***}
 * everywhere, and only {@link #reveal} gives the value away.
 */
public final class Secret {

    private final String value;
    private final String setting;

    /**
     * A secret.
     *
     * @param value the token or password: one line, not blank; the message about a bad one does not show it
     * @param setting the setting it came from, such as {@code jira[0].token in millrace.yml:3:12}, for messages about a
     *     rejected login
     */
    public Secret(String value, String setting) {
        if (!isUsable(value)) {
            throw new IllegalArgumentException("a secret is one line, and not blank");
        }
        this.value = value;
        this.setting = Objects.requireNonNull(setting, "setting");
    }

    /** Whether the text can be a secret. */
    public static boolean isUsable(String text) {
        return !text.isBlank() && text.chars().noneMatch(Character::isISOControl);
    }

    /** The value, for the one place that sends it. */
    public String reveal() {
        return value;
    }

    /** Where it was configured. */
    public String setting() {
        return setting;
    }

    @Override
    public String toString() {
        return "***";
    }

    /**
     * How the webhooks of a tool prove where they come from.
     *
     * @param secret what the tool and the hub share; empty if secrets were not looked up
     */
    public record OfWebhook(Optional<Secret> secret) {
        /** Validates. */
        public OfWebhook {
            Objects.requireNonNull(secret, "secret");
        }
    }
}
