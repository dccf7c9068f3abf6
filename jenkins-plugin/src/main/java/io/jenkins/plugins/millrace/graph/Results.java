package io.jenkins.plugins.millrace.graph;

import java.util.List;

/** Jenkins' words for a result, in its order from best to worst. */
final class Results {

    static final String SUCCESS = "SUCCESS";
    static final String NOT_BUILT = "NOT_BUILT";

    private static final List<String> ORDER = List.of(SUCCESS, "UNSTABLE", "FAILURE", NOT_BUILT, "ABORTED");

    private Results() {}

    /** The worse of two; a word unknown to this list counts as better than any other. */
    static String worse(String one, String other) {
        return ORDER.indexOf(other) > ORDER.indexOf(one) ? other : one;
    }
}
