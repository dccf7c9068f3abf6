package dev.millrace.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.derive.Derivation;
import dev.millrace.derive.DerivedView;
import dev.millrace.model.Knowledge;
import dev.millrace.valuestream.Definition;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of a change whose commit is captured after the rows were derived. */
class CommitCapturedLaterTest {

    private static final String A = "a".repeat(40);
    private static final String B = "b".repeat(40);
    private static final Definition DEFINITION = Definition.standard();

    @TempDir
    private Path folder;

    @Test
    void merged_change_waits_for_its_deployment_once_its_commit_is_known() {
        Story story = Story.in(folder.resolve("chain.db"));
        try {
            story.issue("SHOP-1", "2026-01-01T00:00:00Z").done("SHOP-1", "2026-01-06T00:00:00Z");
            story.commit(A, "2026-01-01T00:00:00Z").production("1", A, "2026-01-02T00:00:00Z", "success");
            story.pullRequest("7", "SHOP-1", B, "2026-01-03T00:00:00Z", "2026-01-05T00:00:00Z");
            story.reader();
            ItemFlows.Flowing unknown = fromRows(story);
            assertThat(unknown).isEqualTo(fromFacts(story));

            // nothing runs with it, nothing is about the pull request: only whether it could be found is another answer
            story.commit(B, "2026-01-05T00:00:00Z", A).reader();

            assertThat(fromRows(story)).isEqualTo(fromFacts(story)).isNotEqualTo(unknown);
        } finally {
            story.close();
        }
    }

    private static ItemFlows.Flowing fromRows(Story story) {
        DerivedView view =
                new Derivation(story.store(), DEFINITION, 0).view(now(story)).orElseThrow();
        return view.flows().of(Story.issueId("SHOP-1")).orElseThrow();
    }

    private static ItemFlows.Flowing fromFacts(Story story) {
        return new ItemFlows(story.store(), now(story), DEFINITION)
                .of(Story.issueId("SHOP-1"))
                .orElseThrow();
    }

    private static Knowledge now(Story story) {
        return new Knowledge(
                Instant.parse("2026-01-20T00:00:00Z"),
                story.store().lastRecordedAt().orElseThrow());
    }
}
