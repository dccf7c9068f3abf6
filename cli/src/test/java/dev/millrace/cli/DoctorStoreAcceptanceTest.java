package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.cli.Millrace.Run;
import dev.millrace.facts.FactBatch;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Level;
import dev.millrace.model.NativeState;
import dev.millrace.model.StateCategory;
import dev.millrace.model.StateDefinition;
import dev.millrace.model.StateUse;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.Cursor;
import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code millrace doctor}: what the store tells about the mapping, which it leaves as it is. */
class DoctorStoreAcceptanceTest extends ExaminedSites {

    @Test
    void guesses_and_candidates_for_production_come_from_what_was_collected_and_the_store_stays_as_it_is()
            throws Exception {
        Path file = directory.resolve("millrace.db");
        fill(file);
        FileTime before = Files.getLastModifiedTime(file);
        byte[] bytes = Files.readAllBytes(file);

        Run run = millrace().run("doctor", "--offline");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(words(run))
                .contains("\"Waiting for QA\" (id 3) of jira:work is mapped to ")
                .contains("no stage is defined for \"Limbo\"")
                .contains("no environment is known to be production")
                .containsPattern("Candidates: \"shop-prd\" \\(1 deployment, last 2026-03-01, probably by its name\\), "
                        + "\"pre-prod\" \\(2 deployments");
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(before);
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files)
                    .containsExactlyInAnyOrder(
                            directory.resolve("millrace.yml"), file, directory.resolve("millrace.db.key"));
        }
    }

    @Test
    void a_damaged_store_and_another_programs_file_are_errors() throws Exception {
        Path file = directory.resolve("millrace.db");
        Files.writeString(file, "this is no database at all, but long enough to be looked at".repeat(20));
        Run run = millrace().run("doctor", "--offline", "--json");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(read(run).at("/findings/0/code").asText()).isEqualTo("store-unusable");
        assertThat(read(run).at("/findings/0/what").asText()).contains("is no Millrace store");
    }

    @Test
    void a_store_is_enough_to_be_examined() throws Exception {
        Path file = directory.resolve("other.db");
        fill(file);

        Run run = Millrace.in(directory).run("--store", file.toString(), "doctor");

        assertThat(words(run)).contains("there is no millrace.yml", "no environment is known to be production");
    }

    private static void fill(Path file) {
        ToolInstance jira = new ToolInstance("jira", "work");
        ToolInstance gitHub = new ToolInstance("github", "acme");
        try (FlowStore store = SqliteFlowStore.open(file, InstantSource.fixed(Millrace.NOW))) {
            store.commit(
                    new FactBatch(
                            List.of(
                                    deployment(gitHub, "1", "pre-prod"),
                                    deployment(gitHub, "2", "pre-prod"),
                                    deployment(gitHub, "3", "shop-prd")),
                            List.of(),
                            List.of(),
                            List.of(new StateDefinition(jira, "3", "Waiting for QA", StateCategory.INDETERMINATE)),
                            List.of(
                                    new StateUse(jira, "ABC", new NativeState("3", "Waiting for QA")),
                                    new StateUse(jira, "ABC", new NativeState("99", "Limbo"))),
                            List.of()),
                    new Cursor("test", "{}"));
        }
    }

    private static ArtifactSnapshot deployment(ToolInstance tool, String id, String environment) {
        Instant at = Instant.parse("2026-03-01T10:00:00Z");
        return new ArtifactSnapshot(
                new ArtifactId(tool, ArtifactKind.DEPLOYMENT, id),
                "acme/shop deploy " + environment + " " + id,
                "",
                "acme/shop",
                null,
                Level.STANDARD,
                null,
                null,
                null,
                null,
                at,
                at,
                new TreeMap<>(Map.of("environment", List.of(environment))));
    }
}
