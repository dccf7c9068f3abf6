package dev.millrace.derive;

import dev.millrace.chain.ChainLinks;
import dev.millrace.chain.CodebaseChains;
import dev.millrace.chain.CodebaseChains.Member;
import dev.millrace.derive.codec.Bodies;
import dev.millrace.flow.Delivery;
import dev.millrace.flow.Delivery.DeliveredChange;
import dev.millrace.flow.Delivery.Deployment;
import dev.millrace.metrics.origin.Automation;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.Hash64;
import dev.millrace.store.DerivedChanges;
import dev.millrace.store.DerivedChanges.CodebaseFacts;
import dev.millrace.store.DerivedStore;
import dev.millrace.store.DerivedTable;
import dev.millrace.store.ServedRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the chains of one codebase come to, as rows. Keeps no history of theirs: a change can touch many codebases. */
final class CodebaseRows {

    private final int number;
    private final Map<ArtifactId, ChainLinks.Served> changes = new HashMap<>();
    private final Map<ArtifactId, Map<ArtifactId, Member>> items;
    private final Map<ArtifactId, Automation> automation = new TreeMap<>();
    private final List<Delivery> deliveries = new ArrayList<>();
    private final Set<ArtifactId> alone = new HashSet<>();
    private final CodebaseFacts facts;

    CodebaseRows(int number, CodebaseChains chains) {
        this.number = number;
        chains.forEachChange((history, served) -> changes.put(history.artifact(), served));
        chains.forEachAutomation(automation::put);
        chains.forEachDelivery(deliveries::add);
        chains.forEachPullRequestAlone(alone::add);
        this.items = chains.items();
        this.facts = new CodebaseFacts(chains.defaultBranches(), chains.flagged());
    }

    int number() {
        return number;
    }

    /** What others depend on. */
    CodebaseFacts facts() {
        return facts;
    }

    /** The pull requests of automation. */
    Collection<Automation> automation() {
        return automation.values();
    }

    /** How its changes reached production, service by service. */
    List<Delivery> deliveries() {
        return deliveries;
    }

    /** People's pull requests that belong to no issue. */
    Set<ArtifactId> alone() {
        return alone;
    }

    /** What serves each change. */
    Map<ArtifactId, ChainLinks.Served> changes() {
        return changes;
    }

    /** The issues that each artifact belongs to. */
    Map<ArtifactId, Map<ArtifactId, Member>> items() {
        return items;
    }

    /** The changes that read differently than the rows that are stored say, whatever the reason. */
    Set<ArtifactId> differing(DerivedStore rows, Collection<Integer> before, Set<ArtifactId> touched) {
        Map<ArtifactId, ServedRow> stored = new HashMap<>();
        before.forEach(codebase -> stored.putAll(rows.codebases().changes(codebase)));
        Map<ArtifactId, Set<ArtifactId>> itemsBefore = rows.codebases().itemsOf(stored.keySet());
        Set<ArtifactId> differing = new HashSet<>(stored.keySet());
        differing.removeAll(changes.keySet());
        changes.forEach((change, served) -> {
            ServedRow row = stored.get(change);
            boolean same = row != null
                    && !touched.contains(change)
                    && row.digest() == digest(served.attempts())
                    && row.service().equals(served.service())
                    && row.traced() == served.traced()
                    && Objects.equals(row.firstProduction(), served.firstProduction())
                    && served.attempts().stream().noneMatch(touched::contains)
                    && itemsBefore
                            .getOrDefault(change, Set.of())
                            .equals(items.getOrDefault(change, Map.of()).keySet());
            if (!same) {
                differing.add(change);
            }
        });
        return differing;
    }

    /** Adds the rows of these changes. */
    void addChanges(Collection<ArtifactId> some, DerivedChanges to) {
        for (ArtifactId change : some) {
            ChainLinks.Served served = changes.get(change);
            if (served == null) {
                continue;
            }
            Instant first = served.firstProduction();
            to.add(
                    DerivedTable.CHAIN_CHANGE,
                    change,
                    (long) number,
                    served.service(),
                    first == null ? null : (Long) first.toEpochMilli(),
                    served.traced() ? 1L : 0L,
                    digest(served.attempts()));
            served.attempts().forEach(run -> to.add(DerivedTable.SERVED, change, run));
            items.getOrDefault(change, Map.of())
                    .forEach((issue, member) -> to.add(
                            DerivedTable.CHAIN_MEMBER,
                            change,
                            issue,
                            member.rule().name(),
                            member.change() ? 1L : 0L));
        }
    }

    /** Adds the rows of automation and deliveries; where rows are given only those that differ, and removes the others. */
    void addDeliveries(Bodies bodies, DerivedChanges to, @Nullable DerivedStore rows, Collection<Integer> before) {
        Differing made = new Differing(DerivedTable.AUTOMATION, rows, before);
        automation.forEach((pullRequest, one) -> {
            byte[] body = bodies.automation(one);
            if (made.differs(pullRequest, body)) {
                to.add(
                        DerivedTable.AUTOMATION,
                        pullRequest,
                        (long) number,
                        one.createdAt().toEpochMilli(),
                        body);
            }
        });
        made.clear(to);
        Set<ArtifactId> reverted = new HashSet<>();
        for (Delivery delivery : deliveries) {
            for (DeliveredChange change : delivery.changes()) {
                if (!change.reverts().isEmpty()) {
                    reverted.add(change.artifact());
                    reverted.addAll(change.reverts());
                }
            }
        }
        Differing changed = new Differing(DerivedTable.DELIVERY_CHANGE, rows, before);
        Differing deployed = new Differing(DerivedTable.DELIVERY_DEPLOYMENT, rows, before);
        for (Delivery delivery : deliveries) {
            for (DeliveredChange change : delivery.changes()) {
                byte[] body = bodies.change(delivery.service(), change, delivery.owner(change.artifact()));
                boolean about = reverted.contains(change.artifact());
                if (changed.differs(change.artifact(), body, about)) {
                    Delivery.Arrival arrival = change.arrival();
                    to.add(
                            DerivedTable.DELIVERY_CHANGE,
                            change.artifact(),
                            (long) number,
                            delivery.service(),
                            (long) bodies.number(delivery.owner(change.artifact())),
                            change.mergedAt().toEpochMilli(),
                            arrival == null
                                    ? (Long) Long.MAX_VALUE
                                    : (Long) arrival.at().toEpochMilli(),
                            about ? 1L : 0L,
                            body);
                }
            }
            for (Deployment deployment : delivery.deployments()) {
                Instant ended = deployment.endedAt();
                byte[] body = bodies.deployment(delivery.service(), deployment, delivery.owner(deployment.artifact()));
                if (deployed.differs(deployment.artifact(), body)) {
                    to.add(
                            DerivedTable.DELIVERY_DEPLOYMENT,
                            deployment.artifact(),
                            (long) number,
                            delivery.service(),
                            deployment.queuedAt().toEpochMilli(),
                            ended == null ? null : (Long) ended.toEpochMilli(),
                            body);
                }
            }
        }
        changed.clear(to);
        deployed.clear(to);
    }

    private static long digest(Set<ArtifactId> runs) {
        long digest = 0;
        for (ArtifactId run : runs) {
            digest += Hash64.of(run.toString());
        }
        return digest;
    }

    /** Compares bodies with those that are stored. */
    private static final class Differing {

        private final DerivedTable table;
        private final Map<ArtifactId, byte[]> stored = new HashMap<>();
        private final List<ArtifactId> again = new ArrayList<>();

        Differing(DerivedTable table, @Nullable DerivedStore rows, Collection<Integer> before) {
            this.table = table;
            if (rows != null) {
                before.forEach(codebase -> stored.putAll(rows.codebases().bodies(table, codebase)));
            }
        }

        boolean differs(ArtifactId artifact, byte[] body) {
            return differs(artifact, body, false);
        }

        /** The same; always true of what may differ in more than its body. */
        boolean differs(ArtifactId artifact, byte[] body, boolean more) {
            byte[] before = stored.remove(artifact);
            boolean differs = more || before == null || !Arrays.equals(before, body);
            if (differs) {
                again.add(artifact);
            }
            return differs;
        }

        /** Removes what is replaced, and what is not there any more. */
        void clear(DerivedChanges to) {
            again.forEach(artifact -> to.clear(table, artifact));
            stored.keySet().forEach(artifact -> to.clear(table, artifact));
        }
    }
}
