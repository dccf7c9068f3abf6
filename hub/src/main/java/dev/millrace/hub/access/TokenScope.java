package dev.millrace.hub.access;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a token allows. */
public enum TokenScope {
    /** Post events. */
    EVENTS_WRITE("events:write"),
    /** Read what a build, issue or pull request shows. */
    VIEWS_READ("views:read"),
    /** Read reports and the live pages. */
    REPORTS_READ("reports:read"),
    /** Read how the hub itself is doing. */
    METRICS_READ("metrics:read");

    private final String text;

    TokenScope(String text) {
        this.text = text;
    }

    /** How it is written on the command line, in the token file and in messages. */
    public String text() {
        return text;
    }

    /** The scope that is written so. */
    public static Optional<TokenScope> of(String text) {
        return Arrays.stream(values()).filter(scope -> scope.text.equals(text)).findFirst();
    }

    /** All of them as people write them. */
    public static String all() {
        return Arrays.stream(values()).map(TokenScope::text).collect(Collectors.joining(", "));
    }
}
