package dev.millrace.hub.web;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A path of this hub that a browser is led back to. What a client wrote may lead to no other host, to no form of signing in, and
 * may contain no token.
 */
final class ReturnPath {

    static final String HOME = "/";

    /** One slash, then no second one: browsers take // and /\ as the beginning of another host. */
    private static final Pattern OWN = Pattern.compile("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\<>\"]]{0,1999}");

    private static final Pattern SIGNING = Pattern.compile("/sign-(in|out)([/?#;].*)?");
    private static final String BEGIN_OF_TOKEN = "mlr_";

    private ReturnPath() {}

    /** That path, or the home page if it is none to lead to. */
    static String of(Optional<String> wanted) {
        return wanted.filter(path -> OWN.matcher(path).matches())
                .filter(path -> !SIGNING.matcher(path).matches())
                .filter(path -> !path.contains(BEGIN_OF_TOKEN))
                .orElse(HOME);
    }
}
