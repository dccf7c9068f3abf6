package dev.millrace.config;

/**
 * A token or password. Not a record, because a record prints what it holds: this type shows itself as {@code ***}
 * everywhere, and only {@link #reveal} gives the value away.
 */
public final class Secret {

    private final String value;

    /** Validates: printable ASCII, because it has to fit into an HTTP header; the message does not show the value. */
    public Secret(String value) {
        if (!isUsable(value)) {
            throw new IllegalArgumentException(
                    "a secret is one line of printable ASCII characters without blanks around it");
        }
        this.value = value;
    }

    /** Whether the text can be a secret. */
    static boolean isUsable(String text) {
        return !text.isBlank() && text.equals(text.strip()) && text.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    /** The value, for the one place that sends it. */
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "***";
    }
}
