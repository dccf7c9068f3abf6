package dev.millrace.derive.codec;

import dev.millrace.flow.PullRequestFlow;
import dev.millrace.metrics.origin.Automation;
import dev.millrace.model.ArtifactId;
import dev.millrace.valuestream.Origin;
import dev.millrace.valuestream.OriginEvidence;
import dev.millrace.valuestream.OriginSignal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Pull requests of automation as bytes. */
final class AutomationBodies {

    private static final OriginSignal[] SIGNALS = OriginSignal.values();

    private AutomationBodies() {}

    static void write(Automation made, BinaryOutput out, Vocabulary vocabulary) {
        out.number(vocabulary.number(made.project()));
        out.number(vocabulary.number(made.stream()));
        out.number(vocabulary.number(made.team()));
        out.number(vocabulary.number(made.service()));
        out.flag(made.ofIssue());
        PullRequestFlow one = made.pullRequest();
        out.number(Constants.number(one.origin().signal()));
        out.number(vocabulary.number(one.origin().rule()));
        Incidents.write(one.openedAt(), out);
        Instant endedAt = one.endedAt();
        out.flag(endedAt != null);
        if (endedAt != null) {
            Incidents.write(endedAt, out);
        }
        out.flag(one.merged());
        write(one.firstReview(), out);
        write(one.reviewersTurn(), out);
        out.number(one.sentBack());
        out.number(one.reviews());
        out.number(one.agentReviews());
        out.number(one.botReviews());
        out.flag(one.reverts());
    }

    static Automation read(ArtifactId pullRequest, BinaryInput in, Dictionary dictionary) {
        return new Automation(
                dictionary.get(in.integer(), String.class),
                dictionary.getOrNull(in.integer(), String.class),
                dictionary.getOrNull(in.integer(), String.class),
                dictionary.get(in.integer(), String.class),
                in.flag(),
                new PullRequestFlow(
                        pullRequest,
                        new OriginEvidence(
                                Origin.AUTOMATION,
                                Constants.get(SIGNALS, in.number()),
                                dictionary.get(in.integer(), String.class)),
                        Incidents.instant(in),
                        in.flag() ? Incidents.instant(in) : null,
                        in.flag(),
                        duration(in),
                        duration(in),
                        in.integer(),
                        in.integer(),
                        in.integer(),
                        in.integer(),
                        in.flag()));
    }

    /** Whole milliseconds: the model has no finer instants of pull requests. */
    private static void write(@Nullable Duration duration, BinaryOutput out) {
        out.flag(duration != null);
        if (duration != null) {
            out.number(duration.toMillis());
        }
    }

    private static @Nullable Duration duration(BinaryInput in) {
        return in.flag() ? Duration.ofMillis(in.number()) : null;
    }
}
