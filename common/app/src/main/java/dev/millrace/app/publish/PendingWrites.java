package dev.millrace.app.publish;

import dev.millrace.model.ToolInstance;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of one site is to be written, up to a bound, and what is not. */
final class PendingWrites {

    /** What a run writes at most; some hundred megabytes at worst. */
    private static final int MOST = 5_000;

    private final List<IssueDraft> drafts = new ArrayList<>();
    private long unchanged;
    private long left;

    void add(IssueDraft draft, boolean same) {
        if (same) {
            unchanged++;
        } else if (drafts.size() < MOST) {
            drafts.add(draft);
        } else {
            left++;
        }
    }

    List<IssueDraft> drafts() {
        return List.copyOf(drafts);
    }

    List<String> keys() {
        return drafts.stream().map(IssueDraft::key).toList();
    }

    PublishOutcome.Site outcome(
            ToolInstance tool, List<String> changed, List<String> refusals, @Nullable String failure, long notTried) {
        return new PublishOutcome.Site(tool.toString(), changed, unchanged, left + notTried, refusals, failure);
    }
}
