package dev.millrace.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.chain.RandomSources;
import dev.millrace.chain.link.KeyLinker;
import dev.millrace.facts.FactBatch;
import dev.millrace.model.Knowledge;
import dev.millrace.model.Link;
import dev.millrace.store.Cursor;
import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links that are made of what changed are those that are made of everything. */
interface LinkingContract extends StoreContract {

    Knowledge ALL = new Knowledge(Instant.MAX, Instant.MAX);

    static LongStream linkSeeds() {
        return LongStream.rangeClosed(1, Boolean.getBoolean("millrace.deep") ? 200 : 6);
    }

    @ParameterizedTest
    @MethodSource("dev.millrace.store.jdbc.LinkingContract#linkSeeds")
    default void whatever_changes_links_are_those_that_all_facts_imply(long seed, @TempDir Path folder) {
        RandomSources sources = new RandomSources(seed);
        try (FlowStore other = SqliteFlowStore.open(folder.resolve("other.db"), clock())) {
            for (int step = 0; step < 60; step++) {
                FactBatch batch = sources.next(1 + step % 5);
                store().commit(batch, new Cursor("test", "1"));
                other.commit(batch, new Cursor("test", "1"));
                KeyLinker.link(store());
                other.linkNames().begin(); // it knows nothing of what it linked before
                KeyLinker.link(other);
                assertThat(links(store()))
                        .as("seed %d, step %d", seed, step)
                        .containsExactlyInAnyOrderElementsOf(links(other));
            }
            assertThat(links(other)).hasSizeGreaterThan(10);
        }
    }

    @Test
    default void a_link_looks_only_at_what_changed() {
        RandomSources sources = new RandomSources(1);
        store().commit(sources.next(40), new Cursor("test", "1"));
        KeyLinker.link(store());
        KeyLinker.link(store());

        assertThat(store().linkNames().state()).isPresent();
        assertThat(KeyLinker.link(store()).changedAnything()).isFalse();
    }

    private static List<Link> links(FlowStore store) {
        List<Link> links = new ArrayList<>();
        store.forEachLink(ALL, links::add);
        return links;
    }
}
