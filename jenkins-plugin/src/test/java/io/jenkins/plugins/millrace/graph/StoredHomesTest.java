package io.jenkins.plugins.millrace.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.buildcard.StageRecord;
import io.jenkins.plugins.millrace.RealData;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Graphs out of public Jenkins homes of many versions, in both of Pipeline's storage formats. */
class StoredHomesTest {

    @Test
    void graphs_of_nine_public_homes_are_read_in_both_formats() {
        List<Path> builds = RealData.named(RealData.folder("jenkins-homes"), "build.xml").stream()
                .map(Path::getParent)
                .filter(StoredGraph::isIn)
                .toList();
        int stages = 0;
        int bulk = 0;
        for (Path build : builds) {
            bulk += build.resolve("workflow-completed").toFile().isDirectory() ? 1 : 0;
            GraphReading reading = StageReader.read(StoredGraph.read(build));
            assertThat(reading.troubles()).as("%s", build).isEmpty();
            for (StageRecord stage : reading.stages()) {
                stages++;
                assertThat(stage.start()).as("start of %s in %s", stage, build).isNotNull();
                assertThat(stage.length())
                        .as("%s in %s", stage, build)
                        .isNotNull()
                        .isGreaterThanOrEqualTo(Duration.ZERO);
                assertThat(stage.result())
                        .as("result of %s in %s", stage, build)
                        .isNotNull();
            }
        }
        System.out.printf("jenkins-homes: %d graphs (%d in bulk format), %d stages%n", builds.size(), bulk, stages);
        assertThat(builds).hasSize(69);
        assertThat(bulk).isEqualTo(31);
        assertThat(stages).isPositive();
    }

    /** Kept by Pipeline's own tests: a running build, and a graph whose nodes are each other's parents. */
    @Test
    void graphs_that_pipelines_own_tests_keep_are_read_too() {
        List<Path> builds = RealData.named(RealData.folder("jenkins-plugins"), "build.xml").stream()
                .map(Path::getParent)
                .filter(StoredGraph::isIn)
                .toList();
        assertThat(builds).hasSizeGreaterThanOrEqualTo(2);
        for (Path build : builds) {
            assertThat(StageReader.read(StoredGraph.read(build)).troubles()).isEmpty();
        }
    }
}
