package dev.millrace.demo.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.chain.ChainReader;
import dev.millrace.chain.link.KeyLinker;
import dev.millrace.demo.bench.StoreFill.Filled;
import dev.millrace.model.ChainedChange;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.Knowledge;
import dev.millrace.pseudonym.KeyFile;
import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import dev.millrace.valuestream.Definition;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreFillTest {

    private static final int ITEMS = 400;
    private static final Organisation SMALL = new Organisation(ITEMS, 7, Instant.parse("2026-11-01T00:00:00Z"));
    private static final Knowledge AT_ITS_END = new Knowledge(SMALL.end(), Instant.MAX);

    @TempDir
    private Path folder;

    @Test
    void an_organisation_has_the_items_that_were_asked_for_and_twenty_events_each() {
        try (FlowStore store = open("a.db")) {
            Filled filled = fill(store);
            List<ItemHistory> items = items(store);

            assertThat(items).as("work items at its end").hasSize(ITEMS);
            assertThat((double) filled.events() / ITEMS).as("events an item").isCloseTo(20, within(1.5));
            assertThat(items.stream().filter(item -> !item.changes().isEmpty()))
                    .as("items with a change")
                    .hasSizeBetween(ITEMS / 3, ITEMS * 3 / 4);
            assertThat(items.stream().flatMap(item -> item.changes().stream()).map(ChainedChange::attempts))
                    .as("most changes are built and deployed")
                    .filteredOn(attempts -> attempts.size() >= 2)
                    .hasSizeGreaterThan(ITEMS / 4);
        }
    }

    @Test
    void the_same_arguments_give_the_same_facts() {
        try (FlowStore one = open("a.db");
                FlowStore other = open("b.db")) {
            fill(one);
            fill(other);

            assertThat(items(one)).isEqualTo(items(other));
        }
    }

    @Test
    void its_links_are_those_that_a_sync_would_have_made() {
        try (FlowStore store = open("a.db")) {
            fill(store);

            assertThat(KeyLinker.link(store).changedAnything())
                    .as("the linker finds something to add")
                    .isFalse();
        }
    }

    @Test
    void news_are_the_next_events_after_those_that_are_stored() {
        try (FlowStore store = open("a.db")) {
            fill(store);
            Filled first = new StoreFill(store, SMALL).news(30);
            Filled second = new StoreFill(store, SMALL).news(30);

            assertThat(first.events()).as("events of the first news").isBetween(30L, 36L);
            assertThat(second.events()).as("events of the second news").isBetween(30L, 36L);
            assertThat(first.until()).isAfter(SMALL.end());
            assertThat(second.until()).isAfter(first.until());
            assertThat(new StoreFill(store, SMALL).filledUntil()).contains(second.until());
        }
    }

    @Test
    void a_store_that_was_filled_otherwise_is_left_alone() {
        try (FlowStore store = open("a.db")) {
            assertThat(new StoreFill(store, SMALL).fits()).as("an empty store").isTrue();
            fill(store);

            assertThat(new StoreFill(store, SMALL).fits()).as("its own store").isTrue();
            assertThat(new StoreFill(store, new Organisation(ITEMS, 8, SMALL.end())).fits())
                    .as("the store of another organisation")
                    .isFalse();
        }
    }

    /** Under one key, so that people are the same in each. */
    private FlowStore open(String name) {
        return SqliteFlowStore.open(folder.resolve(name), new KeyFile(folder.resolve("people.key")), Clock.systemUTC());
    }

    private static Filled fill(FlowStore store) {
        return new StoreFill(store, SMALL).fill((items, events) -> {});
    }

    private static List<ItemHistory> items(FlowStore store) {
        List<ItemHistory> items = new ArrayList<>();
        new ChainReader(store, AT_ITS_END, Definition.standard()).forEachItem(items::add);
        return items;
    }
}
