package dev.millrace.metrics;

import dev.millrace.flow.PullRequestFlow;
import dev.millrace.metrics.origin.Automation;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ToolInstance;
import dev.millrace.valuestream.Origin;
import dev.millrace.valuestream.OriginEvidence;
import dev.millrace.valuestream.OriginSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Pull requests of tests. */
public final class PullRequestFlows {

    private static final ToolInstance GITHUB = new ToolInstance("github", "test");

    private PullRequestFlows() {}

    /** The id of that number. */
    public static ArtifactId id(int number) {
        return new ArtifactId(GITHUB, ArtifactKind.PULL_REQUEST, String.valueOf(number));
    }

    /** What automation made, without reviews and of no issue. */
    public static Automation automation(
            String project,
            @Nullable String stream,
            @Nullable String team,
            String service,
            Instant createdAt,
            @Nullable Instant endedAt) {
        return new Automation(
                project,
                stream,
                team,
                service,
                false,
                new PullRequestFlow(
                        id(1),
                        new OriginEvidence(Origin.AUTOMATION, OriginSignal.UNNAMED_BOT, ""),
                        createdAt,
                        endedAt,
                        endedAt != null,
                        null,
                        endedAt == null ? null : Duration.ZERO,
                        0,
                        0,
                        0,
                        0,
                        false));
    }

    /** Any evidence. */
    static OriginEvidence evidence(Random random) {
        Origin origin = Origin.values()[random.nextInt(Origin.values().length)];
        return origin == Origin.UNKNOWN
                ? OriginEvidence.NONE
                : new OriginEvidence(origin, OriginSignal.TRAILER, "rule " + random.nextInt(3));
    }

    /** The same pull request for the same number, whichever items have it. */
    static PullRequestFlow ofNumber(int number) {
        Random random = new Random(number);
        Instant opened = RandomFlows.BEGIN.plus(Duration.ofHours(random.nextInt(4000)));
        boolean ended = random.nextInt(4) > 0;
        boolean reviewed = random.nextBoolean();
        return new PullRequestFlow(
                id(number),
                evidence(random),
                opened,
                ended ? opened.plus(Duration.ofHours(1L + random.nextInt(300))) : null,
                ended && random.nextInt(5) > 0,
                reviewed ? Duration.ofMinutes(random.nextInt(5000)) : null,
                ended ? Duration.ofMinutes(random.nextInt(9000)) : null,
                random.nextInt(3),
                reviewed ? 1 + random.nextInt(3) : 0,
                random.nextInt(3),
                random.nextInt(2),
                random.nextInt(9) == 0);
    }
}
