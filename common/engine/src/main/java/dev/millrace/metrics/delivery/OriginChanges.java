package dev.millrace.metrics.delivery;

import dev.millrace.flow.Delivery;
import dev.millrace.flow.Delivery.DeliveredChange;
import dev.millrace.metrics.Samples;
import dev.millrace.metrics.delivery.DeliveryReport.OfOrigin;
import dev.millrace.model.ArtifactId;
import dev.millrace.valuestream.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects the changes of a window by origin. */
final class OriginChanges {

    private static final class Changes {
        private final Samples leadTimes = new Samples();
        private long count;
        private long takenBack;
    }

    private final Map<Origin, Changes> origins = new EnumMap<>(Origin.class);

    /** The changes of a service that one of its changes takes back. */
    static Set<ArtifactId> takenBack(Delivery delivery) {
        Set<ArtifactId> takenBack = new HashSet<>();
        delivery.changes().forEach(change -> takenBack.addAll(change.reverts()));
        return takenBack;
    }

    void add(DeliveredChange change, boolean takenBack, Instant asOf) {
        Changes of = of(change.origin());
        of.count++;
        of.takenBack += takenBack ? 1 : 0;
        change.leadTime(asOf).measured().ifPresent(time -> of.leadTimes.addWhole(time.toMillis()));
    }

    void merge(OriginChanges other) {
        other.origins.forEach((origin, changes) -> {
            Changes of = of(origin);
            of.count += changes.count;
            of.takenBack += changes.takenBack;
            of.leadTimes.addAll(changes.leadTimes);
        });
    }

    List<OfOrigin> result() {
        List<OfOrigin> all = new ArrayList<>();
        origins.forEach((origin, changes) ->
                all.add(new OfOrigin(origin, changes.count, changes.leadTimes.durations(), changes.takenBack)));
        return all;
    }

    private Changes of(Origin origin) {
        return origins.computeIfAbsent(origin, unseen -> new Changes());
    }
}
