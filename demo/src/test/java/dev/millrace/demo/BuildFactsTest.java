package dev.millrace.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.codec.FactLines;
import dev.millrace.demo.company.Company;
import dev.millrace.demo.company.Simulation;
import dev.millrace.facts.FactBatch;
import dev.millrace.model.ArtifactKind;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class BuildFactsTest {

    @Test
    void builds_survive_being_written_and_read() throws IOException {
        FactBatch batch = BuildFacts.of(Simulation.of(Company.SEED).builds());
        assertThat(read(write(batch))).isEqualTo(batch);
    }

    @Test
    void the_same_company_gives_the_same_bytes() throws IOException {
        assertThat(write(BuildFacts.of(Simulation.of(3).builds())))
                .isEqualTo(write(BuildFacts.of(Simulation.of(3).builds())));
    }

    @Test
    void the_example_of_the_documentation_can_be_read() throws IOException {
        String text = Files.readString(Path.of("..", "docs", "events.md"));
        int begin = text.indexOf("```json\n") + "```json\n".length();
        FactBatch batch = read(text.substring(begin, text.indexOf("```", begin)));
        assertThat(batch.snapshots()).singleElement().satisfies(snapshot -> {
            assertThat(snapshot.artifact().kind()).isEqualTo(ArtifactKind.BUILD);
            assertThat(snapshot.attributes())
                    .containsOnlyKeys("branch", "commit", "commits", "issueKeys", "repository");
        });
        assertThat(batch.events()).hasSize(4);
    }

    private static String write(FactBatch batch) throws IOException {
        StringBuilder text = new StringBuilder();
        FactLines.write(batch, text);
        return text.toString();
    }

    private static FactBatch read(String text) throws IOException {
        AtomicReference<FactBatch> all = new AtomicReference<>(FactBatch.empty());
        FactLines.read(new StringReader(text), "example", batch -> all.updateAndGet(before -> before.plus(batch)));
        return all.get();
    }
}
