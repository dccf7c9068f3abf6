package dev.millrace.derive.codec;

import dev.millrace.flow.AuthorDate;
import dev.millrace.flow.Delivery.Arrival;
import dev.millrace.flow.Delivery.Content;
import dev.millrace.flow.Delivery.DeliveredChange;
import dev.millrace.flow.Delivery.Deployment;
import dev.millrace.flow.Delivery.Outcome;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.Figure;
import dev.millrace.model.Reason;
import dev.millrace.valuestream.Origin;
import dev.millrace.valuestream.ProductionRule;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes and deployments as bytes. */
final class DeliveryBodies {

    private static final Origin[] ORIGINS = Origin.values();
    private static final Reason.Code[] CODES = Reason.Code.values();
    private static final ProductionRule[] RULES = ProductionRule.values();
    private static final Outcome[] OUTCOMES = Outcome.values();
    private static final Content[] CONTENTS = Content.values();
    private static final int MEASURED = 0;
    private static final int UNKNOWN = 1;
    private static final int CONTRADICTORY = 2;

    private DeliveryBodies() {}

    static void write(DeliveredChange change, BinaryOutput out, Vocabulary vocabulary) {
        out.text(change.key());
        out.number(Constants.number(change.origin()));
        Incidents.write(change.mergedAt(), out);
        write(change.authored(), out);
        out.flag(change.arrival() != null);
        if (change.arrival() != null) {
            Incidents.write(change.arrival().at(), out);
            Ids.write(change.arrival().deployment(), out, vocabulary);
        }
        out.flag(change.unknown() != null);
        if (change.unknown() != null) {
            write(change.unknown(), out);
        }
        out.number(change.reverts().size());
        change.reverts().forEach(reverted -> Ids.write(reverted, out, vocabulary));
    }

    static DeliveredChange change(ArtifactId artifact, BinaryInput in, Dictionary dictionary) {
        String key = in.text();
        Origin origin = Constants.get(ORIGINS, in.number());
        Instant mergedAt = Incidents.instant(in);
        AuthorDate authored = authorDate(in);
        Arrival arrival = in.flag() ? new Arrival(Incidents.instant(in), Ids.read(in, dictionary)) : null;
        @Nullable Reason unknown = in.flag() ? reason(in) : null;
        ArtifactId[] reverts = new ArtifactId[Dictionary.count(in)];
        for (int i = 0; i < reverts.length; i++) {
            reverts[i] = Ids.read(in, dictionary);
        }
        return new DeliveredChange(artifact, key, origin, mergedAt, authored, arrival, unknown, List.of(reverts));
    }

    static void write(Deployment deployment, BinaryOutput out, Vocabulary vocabulary) {
        out.text(deployment.key());
        out.number(vocabulary.number(deployment.environment()));
        out.number(Constants.number(deployment.rule()));
        out.number(vocabulary.number(deployment.pipeline()));
        Incidents.write(deployment.queuedAt(), out);
        out.flag(deployment.endedAt() != null);
        if (deployment.endedAt() != null) {
            Incidents.write(deployment.endedAt(), out);
        }
        out.number(vocabulary.number(deployment.state()));
        out.number(Constants.number(deployment.outcome()));
        out.number(Constants.number(deployment.content()));
        out.flag(deployment.baseline());
    }

    static Deployment deployment(ArtifactId artifact, BinaryInput in, Dictionary dictionary) {
        String key = in.text();
        String environment = dictionary.get(in.integer(), String.class);
        ProductionRule rule = Constants.get(RULES, in.number());
        String pipeline = dictionary.get(in.integer(), String.class);
        Instant queuedAt = Incidents.instant(in);
        @Nullable Instant endedAt = in.flag() ? Incidents.instant(in) : null;
        String state = dictionary.get(in.integer(), String.class);
        return new Deployment(
                artifact,
                key,
                environment,
                rule,
                pipeline,
                queuedAt,
                endedAt,
                state,
                Constants.get(OUTCOMES, in.number()),
                Constants.get(CONTENTS, in.number()),
                in.flag());
    }

    private static void write(AuthorDate date, BinaryOutput out) {
        if (date.at() instanceof Figure.Measured<Instant> measured) {
            out.number(MEASURED);
            Incidents.write(measured.value(), out);
        } else {
            out.number(date.at() instanceof Figure.Unknown<Instant> ? UNKNOWN : CONTRADICTORY);
            write(date.at().reason().orElseThrow(), out);
        }
        out.flag(date.bounded());
    }

    private static AuthorDate authorDate(BinaryInput in) {
        int kind = in.integer();
        Figure<Instant> at = switch (kind) {
            case MEASURED -> Figure.of(Incidents.instant(in));
            case UNKNOWN -> new Figure.Unknown<>(reason(in));
            default -> new Figure.Contradictory<>(reason(in));
        };
        return new AuthorDate(at, in.flag());
    }

    private static void write(Reason reason, BinaryOutput out) {
        out.number(Constants.number(reason.code()));
        out.text(reason.detail());
    }

    private static Reason reason(BinaryInput in) {
        return new Reason(Constants.get(CODES, in.number()), in.text());
    }
}
