package dev.millrace.store.jdbc;

import dev.millrace.model.ArtifactId;
import dev.millrace.store.DeliveryTables;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.ObjLongConsumer;

/** Derived rows of builds, changes and deployments. */
final class JdbcDeliveryTables implements DeliveryTables {

    private static final String ID = DerivedReads.ID;

    private final DerivedReads reads;

    JdbcDeliveryTables(DerivedReads reads) {
        this.reads = reads;
    }

    @Override
    public void forEachBuild(Instant from, BiConsumer<? super ArtifactId, byte[]> consumer) {
        reads.each(
                "SELECT " + ID + ", b.body FROM build_result b JOIN artifact a ON a.id = b.build_id WHERE b.at >= ?",
                (row, ids) -> consumer.accept(ids.read(row, 1), row.getBytes(4)),
                DerivedReads.ceiling(from));
    }

    @Override
    public void forEachOwnerOfBuilds(Instant from, Set<ArtifactId> without, ObjLongConsumer<? super Integer> consumer) {
        Map<Integer, Long> counts = new HashMap<>();
        reads.each(
                "SELECT owner, count(*) FROM build_result WHERE at < ? GROUP BY owner",
                (row, ids) -> counts.put(row.getInt(1), row.getLong(2)),
                DerivedReads.ceiling(from));
        reads.ofArtifacts(
                "SELECT build_id, at, owner FROM build_result WHERE build_id IN ", without, (build, row, ids) -> {
                    if (row.getLong(2) < DerivedReads.ceiling(from)) {
                        counts.merge(row.getInt(3), -1L, Long::sum);
                    }
                });
        counts.forEach((owner, count) -> {
            if (count > 0) {
                consumer.accept(owner, count);
            }
        });
    }

    @Override
    public Set<String> services() {
        Set<String> services = new HashSet<>();
        for (String table : List.of("delivery_change", "delivery_deployment")) {
            reads.each("SELECT DISTINCT service FROM " + table, (row, ids) -> services.add(row.getString(1)));
        }
        return services;
    }

    @Override
    public void forEachAutomation(DeliveryConsumer consumer) {
        delivery("automation", "pull_request_id", "1 = 1", consumer);
    }

    @Override
    public void forEachChange(String service, Instant from, DeliveryConsumer consumer) {
        for (String condition : List.of("d.arrived_at >= ?", "d.arrived_at < ? AND d.reverted = 1")) {
            delivery(
                    "delivery_change",
                    "change_id",
                    "d.service = ? AND " + condition,
                    consumer,
                    service,
                    DerivedReads.ceiling(from));
        }
    }

    @Override
    public void forEachOwnerOfChanges(Instant from, ChangeCountConsumer consumer) {
        reads.each(
                "SELECT codebase, service, owner, count(*) FROM delivery_change WHERE arrived_at < ? AND reverted = 0"
                        + " GROUP BY codebase, service, owner",
                (row, ids) -> consumer.accept(row.getInt(1), row.getString(2), row.getInt(3), row.getLong(4)),
                DerivedReads.ceiling(from));
    }

    @Override
    public void forEachDeployment(String service, DeliveryConsumer consumer) {
        delivery("delivery_deployment", "deployment_id", "d.service = ?", consumer, service);
    }

    private void delivery(String table, String id, String condition, DeliveryConsumer consumer, Object... values) {
        reads.each(
                "SELECT d.codebase, " + ID + ", d.body FROM " + table + " d JOIN artifact a ON a.id = d." + id
                        + " WHERE " + condition,
                (row, ids) -> consumer.accept(row.getInt(1), ids.read(row, 2), row.getBytes(5)),
                values);
    }
}
