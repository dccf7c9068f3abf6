package io.jenkins.plugins.millrace.settings;

import hudson.model.Failure;
import hudson.util.FormValidation;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an id of a value stream looks like at the hub. */
final class StreamId {

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final String WRONG =
            "the id of a value stream has at most 64 lower-case letters, digits and dashes, such as web-shop";

    private StreamId() {}

    /** An id as it is kept; empty for none. */
    static String checked(@Nullable String given) {
        String text = given == null ? "" : given.strip();
        if (!text.isEmpty() && !ID.matcher(text).matches()) {
            throw new Failure(WRONG);
        }
        return text;
    }

    /** What the form says of an id while it is typed. */
    static FormValidation validation(String value) {
        String text = value.strip();
        return text.isEmpty() || ID.matcher(text).matches() ? FormValidation.ok() : FormValidation.error(WRONG);
    }
}
