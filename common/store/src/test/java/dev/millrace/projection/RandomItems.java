package dev.millrace.projection;

import dev.millrace.flow.oracle.RandomHistories;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.ChainedChange;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.Level;
import dev.millrace.model.NativeType;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** The random histories of the oracle as a store would give them up to an instant, some of them of another level, type or project. */
final class RandomItems {

    private static final List<String> TITLES = List.of("", "Plain", "Süß \uD83D\uDE00 \uD83D", "<b>\u0007");

    private final Random random;

    RandomItems(Random random) {
        this.random = random;
    }

    /** That many items with everything that will ever happen to them. */
    List<ItemHistory> items(int count) {
        List<ItemHistory> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ItemHistory item = RandomHistories.of(random, "R" + i + "x");
            items.add(new ItemHistory(
                    told(item.item()), item.subTasks(), item.otherParents(), item.blockers(), item.changes()));
        }
        return items;
    }

    /** Every instant at which anything happens. */
    static List<Instant> instants(List<ItemHistory> items) {
        return items.stream()
                .flatMap(item -> Stream.concat(Stream.of(item.item()), item.subTasks().stream()))
                .flatMap(history -> history.events().stream())
                .map(FlowEvent::occurredAt)
                .toList();
    }

    /** The item without what happened later. */
    static ItemHistory upTo(Instant asOf, ItemHistory item) {
        Map<String, ArtifactHistory> blockers = new HashMap<>();
        item.blockers().forEach((key, blocker) -> blockers.put(key, upTo(asOf, blocker)));
        List<ChainedChange> changes = new ArrayList<>();
        for (ChainedChange change : item.changes()) {
            ArtifactHistory source = upTo(asOf, change.source());
            if (!source.events().isEmpty()) {
                Instant first = change.service().firstProduction();
                changes.add(new ChainedChange(
                        source,
                        change.attempts().stream()
                                .map(attempt -> upTo(asOf, attempt))
                                .filter(attempt -> !attempt.events().isEmpty())
                                .toList(),
                        new ChainedChange.Service(
                                change.service().name(), first == null || first.isAfter(asOf) ? null : first),
                        change.traced()));
            }
        }
        return new ItemHistory(
                upTo(asOf, item.item()),
                item.subTasks().stream().map(subTask -> upTo(asOf, subTask)).toList(),
                item.otherParents(),
                blockers,
                changes);
    }

    private static ArtifactHistory upTo(Instant asOf, ArtifactHistory history) {
        return new ArtifactHistory(
                history.snapshot(),
                history.events().stream()
                        .filter(event -> !event.occurredAt().isAfter(asOf))
                        .toList(),
                history.gaps());
    }

    private ArtifactHistory told(ArtifactHistory history) {
        ArtifactSnapshot item = history.snapshot();
        String project = random.nextInt(3) == 0 ? "OTHER" : item.project();
        ArtifactSnapshot other = new ArtifactSnapshot(
                item.artifact(),
                item.key(),
                TITLES.get(random.nextInt(TITLES.size())),
                project,
                random.nextInt(4) == 0 ? new NativeType(null, "Incident") : item.type(),
                random.nextInt(6) == 0 ? Level.values()[random.nextInt(3)] : item.level(),
                item.parent(),
                item.state(),
                item.resolution(),
                random.nextBoolean() ? null : URI.create("https://jira.example.org/browse/" + item.key()),
                item.createdAt(),
                item.updatedAt(),
                item.attributes());
        List<LedgerEntry> gaps = random.nextInt(5) > 0
                ? List.of()
                : List.of(
                        new LedgerEntry(
                                item.artifact().tool(), item.artifact().toString(), "histories", 7L, 3, "too many"),
                        new LedgerEntry(item.artifact().tool(), "all", "issues", null, 3, null));
        return new ArtifactHistory(other, history.events(), gaps);
    }
}
