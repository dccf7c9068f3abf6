package dev.millrace.derive.codec;

import dev.millrace.metrics.delivery.ProductionIncident;
import dev.millrace.model.ArtifactId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes and reads incidents. There are few of them. */
final class Incidents {

    private Incidents() {}

    static void write(ProductionIncident incident, BinaryOutput out, Vocabulary vocabulary) {
        Ids.write(incident.artifact(), out, vocabulary);
        out.text(incident.key());
        out.text(incident.url() == null ? null : incident.url().toString());
        out.text(incident.service());
        out.flag(incident.deployment() != null);
        if (incident.deployment() != null) {
            Ids.write(incident.deployment(), out, vocabulary);
        }
        out.number(incident.changes().size());
        incident.changes().forEach(change -> Ids.write(change, out, vocabulary));
        write(incident.beganAt(), out);
        out.flag(incident.resolvedAt() != null);
        if (incident.resolvedAt() != null) {
            write(incident.resolvedAt(), out);
        }
    }

    static ProductionIncident read(BinaryInput in, Dictionary dictionary) {
        ArtifactId artifact = Ids.read(in, dictionary);
        String key = in.text();
        String url = in.textOrNull();
        String service = in.textOrNull();
        ArtifactId deployment = in.flag() ? Ids.read(in, dictionary) : null;
        ArtifactId[] changes = new ArtifactId[Dictionary.count(in)];
        for (int i = 0; i < changes.length; i++) {
            changes[i] = Ids.read(in, dictionary);
        }
        Instant beganAt = instant(in);
        @Nullable Instant resolvedAt = in.flag() ? instant(in) : null;
        return new ProductionIncident(
                artifact,
                key,
                url == null ? null : URI.create(url),
                service,
                deployment,
                List.of(changes),
                beganAt,
                resolvedAt);
    }

    static void write(Instant instant, BinaryOutput out) {
        out.number(instant.getEpochSecond());
        out.number(instant.getNano());
    }

    static Instant instant(BinaryInput in) {
        return Instant.ofEpochSecond(in.number(), in.number());
    }
}
