package dev.millrace.store.schema;

import static dev.millrace.store.schema.OldStore.BUILD;
import static dev.millrace.store.schema.OldStore.NAMES;
import static dev.millrace.store.schema.OldStore.SENTENCES;
import static dev.millrace.store.schema.OldStore.facts;
import static dev.millrace.store.schema.OldStore.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.facts.FactBatch;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.Knowledge;
import dev.millrace.model.Link;
import dev.millrace.pseudonym.KeyFile;
import dev.millrace.pseudonym.PseudonymKey;
import dev.millrace.store.CommitResult;
import dev.millrace.store.FlowStore;
import dev.millrace.store.StoreException;
import dev.millrace.store.jdbc.Facts;
import dev.millrace.store.postgres.PostgresAddress;
import dev.millrace.store.postgres.PostgresFlowStore;
import dev.millrace.store.postgres.PostgresServer;
import dev.millrace.store.postgres.TestPostgres;
import dev.millrace.store.sqlite.SqliteFile;
import dev.millrace.store.sqlite.SqliteFlowStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who reads the file of a store and has a list of names finds nobody, in new stores and in those of before. */
class KeyedPeopleTest {

    private static final Knowledge EVERYTHING = new Knowledge(Instant.MAX, Instant.MAX);

    @TempDir
    private Path folder;

    private Path file;
    private Path key;

    @BeforeEach
    void places() {
        file = folder.resolve("flow.db");
        key = folder.resolve("flow.db.key");
    }

    @Test
    void names_lead_to_nobody_in_a_new_store() throws IOException {
        try (FlowStore store = open()) {
            store.commit(facts(), Facts.cursor("1"));
        }

        assertThat(recovered()).isEmpty();
        assertThat(told(SENTENCES)).isEmpty();
    }

    @Test
    void names_lead_to_nobody_any_more_in_a_store_of_before() throws Exception {
        OldStore.make(file);
        assertThat(recovered()).as("what this is about").isEqualTo(NAMES);
        assertThat(told(SENTENCES)).isEqualTo(SENTENCES);

        open().close();

        assertThat(recovered()).isEmpty();
        assertThat(told(SENTENCES)).isEmpty();
    }

    @Test
    void store_of_before_knows_the_people_of_its_sources_again() throws Exception {
        OldStore.make(file);
        try (FlowStore store = open()) {
            CommitResult again = store.commit(facts(), Facts.cursor("1"));

            assertThat(again.changedAnything()).isFalse();
            assertThat(store.histories(List.of(BUILD), EVERYTHING)
                            .get(0)
                            .snapshot()
                            .attributes())
                    .containsEntry("causes", List.of("other", "replay", "user"));
        }
    }

    @Test
    void source_read_again_adds_nothing() {
        try (FlowStore store = open()) {
            store.commit(facts(), Facts.cursor("1"));
            assertThat(store.commit(facts(), Facts.cursor("2")).changedAnything())
                    .isFalse();
        }
    }

    @Test
    void what_a_store_told_comes_back_into_it_as_it_is() {
        try (FlowStore store = open()) {
            store.commit(facts(), Facts.cursor("1"));
            FactBatch told = told(store);
            assertThat(store.commit(told, Facts.cursor("2")).changedAnything()).isFalse();
        }
    }

    @Test
    void key_is_for_its_owner_only_and_nothing_of_it_is_in_the_store() throws IOException {
        try (FlowStore store = open()) {
            store.commit(facts(), Facts.cursor("1"));
        }
        assertThat(Files.getPosixFilePermissions(key)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(bytes()).doesNotContain(Files.readString(key).strip());
        assertThat(new KeyFile(key).read().orElseThrow().toString())
                .doesNotContain(Files.readString(key).strip());
    }

    @Test
    void store_whose_key_is_gone_is_read_and_takes_nothing() throws IOException {
        try (FlowStore store = open()) {
            store.commit(facts(), Facts.cursor("1"));
        }
        Files.delete(key);
        try (FlowStore store = open()) {
            assertThat(told(store).events()).hasSize(6);
            assertThatThrownBy(store::prepareToStore)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContainingAll(file.toString(), key.toString(), "is not there", "backup");
            assertThatThrownBy(() -> store.commit(FactBatch.empty(), Facts.cursor("2")))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("nothing was stored");
            assertThat(store.cursor("test")).contains(Facts.cursor("1"));
        }
        assertThat(key).doesNotExist();
    }

    @Test
    void another_key_is_noticed() throws IOException {
        open().close();
        try (FlowStore store = open()) {
            store.commit(facts(), Facts.cursor("1"));
        }
        new KeyFile(key).write(PseudonymKey.random());
        try (FlowStore store = open()) {
            assertThatThrownBy(() -> store.commit(facts(), Facts.cursor("2")))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContainingAll("holds the key", "backup");
        }
    }

    @Test
    void damaged_key_is_named_and_not_repeated() throws IOException {
        Files.writeString(key, "s3cret\n");
        try (FlowStore store = open()) {
            assertThatThrownBy(() -> store.commit(facts(), Facts.cursor("1")))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContainingAll(key.toString(), "64 hexadecimal digits")
                    .hasMessageNotContaining("s3cret");
        }
    }

    @Test
    void store_of_before_that_cannot_be_given_a_key_stays_as_it_was() throws Exception {
        OldStore.make(file);
        Files.createDirectory(key);

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(key.toString())
                .hasMessageNotContaining("Exception");
        assertThat(recovered()).isEqualTo(NAMES);

        Files.delete(key);
        open().close();
        assertThat(recovered()).isEmpty();
    }

    @Test
    void store_of_before_that_was_killed_before_its_pages_were_written_anew_is_written_anew() throws Exception {
        OldStore.make(file);
        SqliteFile sqlite = new SqliteFile(file, Duration.ofSeconds(5));
        Migrations.run("the store", sqlite.dataSourceForWriting(), new Pseudonyms("the store", new KeyFile(key)));

        open().close();

        assertThat(recovered()).isEmpty();
        assertThat(told(SENTENCES)).isEmpty();
    }

    @Test
    void database_of_before_knows_the_people_of_its_sources_again() throws Exception {
        PostgresAddress database = TestPostgres.newDatabase("before");
        PostgresServer server = new PostgresServer(database, Duration.ofSeconds(30));
        OldStore.make(server.dataSource(), "classpath:db/migration/millrace-postgresql");

        try (FlowStore store = PostgresFlowStore.open(database, TestPostgres.key(database), InstantSource.system())) {
            assertThat(store.commit(facts(), Facts.cursor("1")).changedAnything())
                    .isFalse();
            assertThat(told(store).events())
                    .hasSize(6)
                    .allSatisfy(event -> assertThat(event.toString())
                            .doesNotContain(NAMES.stream()
                                    .map(name -> person(name).pseudonym())
                                    .toArray(String[]::new)));
        }
    }

    private FlowStore open() {
        return SqliteFlowStore.open(file, InstantSource.system());
    }

    private static FactBatch told(FlowStore store) {
        List<FlowEvent> events = new ArrayList<>();
        store.forEachEvent(EVERYTHING, events::add);
        List<Link> links = new ArrayList<>();
        store.forEachLink(EVERYTHING, links::add);
        return new FactBatch(List.of(), events, links, List.of(), List.of(), List.of());
    }

    /** Of which names the hash that a source gives is somewhere in the files of the store. */
    private List<String> recovered() throws IOException {
        String all = bytes();
        return NAMES.stream()
                .filter(name -> all.contains(person(name).pseudonym()))
                .toList();
    }

    private List<String> told(List<String> texts) throws IOException {
        String all = bytes();
        return texts.stream().filter(all::contains).toList();
    }

    private String bytes() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path one : files.filter(Files::isRegularFile)
                    .filter(path -> !path.equals(key))
                    .toList()) {
                all.append(Files.readString(one, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }
}
