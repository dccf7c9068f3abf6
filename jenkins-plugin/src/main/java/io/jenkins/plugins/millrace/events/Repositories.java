package io.jenkins.plugins.millrace.events;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The name of a repository on its server, out of the address it was cloned from. */
final class Repositories {

    /** {@code https://host/owner/name.git}, {@code ssh://git@host:22/owner/name}, {@code git@host:owner/name.git}. */
    private static final Pattern OWNER_AND_NAME = Pattern.compile(
            "(?:https?|ssh|git)://[^/]+/([^/]+)/([^/]+?)(?:\\.git)?/?|[^/@:]+@[^/:]+:([^/]+)/([^/]+?)(?:\\.git)?/?");

    private Repositories() {}

    /** {@code owner/name}, or null for an address of another form. */
    static @Nullable String nameOf(String address) {
        Matcher matcher = OWNER_AND_NAME.matcher(address);
        if (!matcher.matches()) {
            return null;
        }
        return matcher.group(1) != null
                ? matcher.group(1) + "/" + matcher.group(2)
                : matcher.group(3) + "/" + matcher.group(4);
    }
}
