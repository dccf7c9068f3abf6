package dev.millrace.metrics.pipeline;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What Jenkins' words for results come to. */
public final class ResultWords {

    private static final Set<String> PASSED = Set.of("SUCCESS", "UNSTABLE");
    private static final Set<String> FAILED = Set.of("FAILURE", "ABORTED");

    private ResultWords() {}

    /** Whether it went through, be it unstable. */
    public static boolean passed(@Nullable String result) {
        return result != null && PASSED.contains(result);
    }

    /** Whether it failed or was aborted. */
    public static boolean failed(@Nullable String result) {
        return result != null && FAILED.contains(result);
    }
}
