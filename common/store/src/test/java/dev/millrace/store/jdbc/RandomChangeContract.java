package dev.millrace.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.facts.ExistenceFact;
import dev.millrace.facts.FactBatch;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.Knowledge;
import dev.millrace.model.Link;
import dev.millrace.model.StateCatalogue;
import dev.millrace.model.StateDefinition;
import dev.millrace.model.StateUse;
import dev.millrace.store.ChangedFacts;
import dev.millrace.store.FactMark;
import dev.millrace.store.StoredText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random facts come, change and go: whatever reads differently is named, from one mark to the next. */
interface RandomChangeContract extends StoreContract {

    int ISSUES = 14;
    int STEPS = 12;

    /** Everything that the store says at a knowledge, artifact by artifact. */
    record Reading(
            Map<ArtifactId, ArtifactHistory> histories,
            Map<ArtifactId, ItemHistory> items,
            Map<ArtifactId, List<Link>> links,
            List<Object> states) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    default void whatever_reads_differently_is_named(long seed) {
        Random random = new Random(seed);
        // minutes; some facts are dated around the time at which they are recorded, and after it
        long now = Duration.between(Facts.DAY, clock().instant()).toMinutes();
        long asOf = random.nextInt(60);
        store().commit(page(random, now), Facts.cursor("0"));
        Knowledge knowledge = at(asOf);
        FactMark mark = store().changes().mark(knowledge).orElseThrow();
        Reading before = read(knowledge);
        for (int step = 1; step <= STEPS; step++) {
            for (int pages = random.nextInt(3); pages > 0; pages--) {
                clock().advance(random.nextInt(4) == 0 ? Duration.ofMinutes(2) : Duration.ofMillis(random.nextInt(2)));
                store().commit(page(random, now), Facts.cursor("x"));
            }
            asOf = asOf < now && random.nextInt(4) == 0 ? now + random.nextInt(10) : asOf + random.nextInt(6);
            knowledge = at(asOf);
            Reading after = read(knowledge);
            ChangedFacts changes =
                    store().changes().changedSince(mark, knowledge, 1_000).orElseThrow();

            assertThat(changes.artifacts())
                    .as("histories, step %s", step)
                    .containsAll(differing(before.histories(), after.histories()));
            assertThat(changes.linkSources())
                    .as("links, step %s", step)
                    .containsAll(differing(before.links(), after.links()));
            assertThat(changes.states() || before.states().equals(after.states()))
                    .as("states, step %s", step)
                    .isTrue();
            itemsThatDifferAreFound(changes.artifacts(), before, after);
            someAreReadAsAllAre(random, knowledge, after);

            // the mark that costs only what changed says the same as one that looks at everything
            mark = changes.mark().orElseThrow();
            FactMark anew = store().changes().mark(knowledge).orElseThrow();
            assertThat(mark.later()).containsAll(anew.later());
            assertThat(mark.places()).isEqualTo(anew.places());
            before = after;
        }
    }

    /** An item differs only if one of its family does, or somebody who has or had a key that it names as a blocker. */
    private void itemsThatDifferAreFound(Set<ArtifactId> changed, Reading before, Reading after) {
        Set<ArtifactId> families = store().changes().families(changed);
        Set<String> keys = store().changes().keys(changed);
        for (ArtifactId differing : differing(before.items(), after.items())) {
            Set<String> named = new HashSet<>();
            for (Reading reading : List.of(before, after)) {
                ItemHistory item = reading.items().get(differing);
                if (item != null) {
                    named.addAll(Blockers.keys(item.item()));
                    item.subTasks().forEach(task -> named.addAll(Blockers.keys(task)));
                }
            }
            assertThat(families.contains(differing)
                            || named.stream().map(StoredText::folded).anyMatch(keys::contains))
                    .as("%s", differing)
                    .isTrue();
        }
    }

    private void someAreReadAsAllAre(Random random, Knowledge knowledge, Reading all) {
        List<ArtifactId> some =
                issues().stream().filter(issue -> random.nextInt(3) > 0).collect(Collectors.toList());
        some.addAll(List.copyOf(some)); // asked for twice, and there but once
        List<ItemHistory> items = new ArrayList<>();
        store().changes().forEachItem(some, knowledge, items::add);
        assertThat(items)
                .isEqualTo(items(knowledge).stream()
                        .filter(item -> some.contains(item.item().artifact()))
                        .toList());
        List<Link> links = new ArrayList<>();
        store().changes().forEachLink(some, knowledge, links::add);
        List<Link> expected = new ArrayList<>();
        store().forEachLink(knowledge, expected::add);
        expected.removeIf(link -> !some.contains(link.from()));
        assertThat(links).isEqualTo(expected);
        assertThat(all.links().keySet())
                .containsAll(links.stream().map(Link::from).toList());
    }

    private Reading read(Knowledge knowledge) {
        Map<ArtifactId, ArtifactHistory> histories = new HashMap<>();
        store().histories(issues(), knowledge).forEach(history -> histories.put(history.artifact(), history));
        Map<ArtifactId, ItemHistory> items = new HashMap<>();
        items(knowledge).forEach(item -> items.put(item.item().artifact(), item));
        Map<ArtifactId, List<Link>> links = new HashMap<>();
        store().forEachLink(
                        knowledge,
                        link -> links.computeIfAbsent(link.from(), from -> new ArrayList<>())
                                .add(link));
        StateCatalogue states = store().states(knowledge);
        return new Reading(
                histories,
                items,
                links,
                List.of(states.definition(Facts.JIRA, Facts.DOING), states.seenIn(Facts.JIRA, "FLOW")));
    }

    private Knowledge at(long minute) {
        return new Knowledge(Facts.minute(minute), store().lastRecordedAt().orElse(clock().instant()));
    }

    private static List<ArtifactId> issues() {
        return IntStream.range(0, ISSUES).mapToObj(Facts::issue).toList();
    }

    private static Set<ArtifactId> differing(Map<ArtifactId, ?> before, Map<ArtifactId, ?> after) {
        Set<ArtifactId> differing = new HashSet<>(before.keySet());
        differing.addAll(after.keySet());
        differing.removeIf(artifact -> Objects.equals(before.get(artifact), after.get(artifact)));
        return differing;
    }

    private static FactBatch page(Random random, long now) {
        Facts.Batch page = Facts.batch();
        List<ExistenceFact> existence = new ArrayList<>();
        for (int n = random.nextInt(4); n > 0; n--) {
            int number = random.nextInt(ISSUES);
            Facts.Snapshot snapshot = Facts.snapshot(Facts.issue(number), "FLOW-" + random.nextInt(ISSUES))
                    .title("title " + random.nextInt(2))
                    .created(minute(random, now));
            int parent = random.nextInt(ISSUES);
            page.with(random.nextInt(3) == 0 && parent != number ? snapshot.subTaskOf(Facts.issue(parent)) : snapshot);
            if (random.nextInt(4) == 0) {
                existence.add(new ExistenceFact.Whole(Facts.issue(number)));
            }
        }
        for (int n = random.nextInt(5); n > 0; n--) {
            ArtifactId issue = Facts.issue(random.nextInt(ISSUES));
            page.with(Facts.changed(issue, "e" + random.nextInt(4), minute(random, now), Facts.OPEN, Facts.DOING));
            if (random.nextInt(4) == 0) {
                existence.add(new ExistenceFact.Whole(issue));
            }
        }
        for (int n = random.nextInt(3); n > 0; n--) {
            ArtifactId issue = Facts.issue(random.nextInt(ISSUES));
            page.with(Facts.reparented(
                    issue, "p" + random.nextInt(3), minute(random, now), somebody(random), somebody(random)));
        }
        if (random.nextInt(3) == 0) {
            ArtifactId issue = Facts.issue(random.nextInt(ISSUES));
            page.with(Facts.blocked(issue, random.nextInt(60), "flow-" + random.nextInt(ISSUES)));
        }
        int from = random.nextInt(ISSUES);
        Link link = new Link(
                Facts.issue(from),
                Facts.issue((from + 1 + random.nextInt(ISSUES - 1)) % ISSUES),
                "relates to",
                random.nextBoolean() ? Link.Rule.EXPLICIT : Link.Rule.TITLE);
        switch (random.nextInt(6)) {
            case 0, 1 -> page.with(link);
            case 2 -> existence.add(new ExistenceFact.Unlinked(link));
            case 3 -> existence.add(new ExistenceFact.Gone(Facts.issue(random.nextInt(ISSUES))));
            case 4 -> page.with(Facts.ledger(Facts.issue(random.nextInt(ISSUES)).toString(), 3L, random.nextInt(4)));
            default -> {
                page.with(new StateUse(Facts.JIRA, "FLOW", random.nextBoolean() ? Facts.OPEN : Facts.DOING));
                page.with(new StateDefinition(Facts.JIRA, Facts.DOING.id(), "Doing " + random.nextInt(2), null));
            }
        }
        FactBatch batch = page.get();
        for (ExistenceFact presence : existence) {
            batch = batch.with(presence);
        }
        return batch;
    }

    private static @Nullable ArtifactId somebody(Random random) {
        return random.nextInt(3) == 0 ? null : Facts.issue(random.nextInt(ISSUES));
    }

    private static long minute(Random random, long now) {
        return random.nextInt(3) == 0 ? now - 2 + random.nextInt(30) : random.nextInt(40);
    }
}
