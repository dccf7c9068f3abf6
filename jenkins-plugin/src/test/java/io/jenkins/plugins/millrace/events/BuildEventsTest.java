package io.jenkins.plugins.millrace.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.buildcard.BuildCard;
import dev.millrace.buildcard.BuildHistory;
import dev.millrace.buildcard.BuildRecord;
import dev.millrace.buildcard.Related;
import dev.millrace.buildcard.StageRecord;
import dev.millrace.codec.FactLines;
import dev.millrace.facts.FactBatch;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.FlowEvent.StageRan;
import dev.millrace.model.FlowEvent.StateChanged;
import io.jenkins.plugins.millrace.Builds;
import io.jenkins.plugins.millrace.RealData;
import io.jenkins.plugins.millrace.graph.StageReader;
import io.jenkins.plugins.millrace.graph.StoredGraph;
import io.jenkins.plugins.millrace.record.JobNow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BuildEventsTest {

    private static final JobNow NOW = Builds.NOW;
    private static final String ROOT = "https://ci.example/";

    /** What the hub makes of the facts is what Jenkins' own page shows, but for what the facts leave out: commits' titles. */
    @Test
    void card_made_of_the_facts_says_what_the_card_of_the_build_says() {
        for (BuildRecord build : List.of(Builds.whole(), Builds.running())) {
            FactBatch facts = BuildEvents.of(build, NOW, ROOT);
            BuildRecord told = BuildHistory.record(
                            new ArtifactHistory(facts.snapshots().get(0), facts.events(), List.of()),
                            Builds.START.plusSeconds(200),
                            sha -> Optional.empty())
                    .orElseThrow();
            assertThat(told.job()).isEqualTo(build.job());
            assertThat(told.number()).isEqualTo(build.number());
            assertThat(told.scheduledAt()).isEqualTo(build.scheduledAt());
            assertThat(told.issueKeys()).isEqualTo(build.issueKeys());
            BuildCard expected = new BuildCard(build, Builds.START.plusSeconds(70));
            BuildCard card = new BuildCard(told, Builds.START.plusSeconds(70));
            assertThat(card.leadTime()).isEqualTo(expected.leadTime());
            assertThat(card.queue()).isEqualTo(expected.queue());
            assertThat(card.time()).isEqualTo(expected.time());
            assertThat(card.agent()).isEqualTo(expected.agent());
            assertThat(card.heads()).isEqualTo(expected.heads());
            if (!card.running()) { // a stage is told when it has ended
                assertThat(card.input()).isEqualTo(expected.input());
                assertThat(card.run()).isEqualTo(expected.run());
                assertThat(rows(card)).isEqualTo(rows(expected));
            }
        }
    }

    private static List<List<String>> rows(BuildCard card) {
        return card.stages().stream()
                .map(row ->
                        List.of(row.name(), row.kind(), row.result(), row.time(), row.agent(), row.input(), row.run()))
                .toList();
    }

    @Test
    void build_tells_its_life_and_its_stages() {
        FactBatch facts = BuildEvents.of(Builds.whole(), NOW, ROOT);
        assertThat(facts.events())
                .extracting(
                        event -> event.id().value().replaceFirst(".*#", ""),
                        event -> Duration.between(Builds.START, event.occurredAt())
                                .toSeconds())
                .containsExactly(
                        tuple("created", -7L),
                        tuple("started", 0L),
                        tuple("ended", 100L),
                        tuple("stage.6", 40L),
                        tuple("stage.9", 60L),
                        tuple("stage.11", 59L),
                        tuple("stage.20", 99L));
        StageRan deploy = (StageRan) facts.events().get(6);
        assertThat(deploy.run().inputPause()).isEqualTo(Duration.ofSeconds(30));
        assertThat(deploy.run().agentWait()).isEqualTo(Duration.ZERO);
        assertThat(((StateChanged) facts.events().get(2)).to().name()).isEqualTo("success");
    }

    @Test
    void what_the_build_says_of_deployments_upstream_and_changes_is_told_and_no_person_is() throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        BuildEvents.write(Builds.related(), NOW, ROOT, lines);
        assertThat(lines.toString(StandardCharsets.UTF_8)).doesNotContain("alice");
        assertThat(BuildEvents.of(Builds.related(), NOW, ROOT)
                        .snapshots()
                        .get(0)
                        .attributes())
                .containsEntry("deployStages", List.of("6 prod-eu"))
                .containsEntry(
                        "deployDetails",
                        List.of("6 artifact registry.example/shop:1.4", "6 service shop", "6 version 1.4"))
                .containsEntry("upstream", List.of("shop/free#2"))
                .containsEntry("pullRequests", List.of("12"))
                .containsEntry("production", List.of("true"));
    }

    @Test
    void snapshot_has_what_chains_are_made_from() {
        var snapshot = BuildEvents.of(Builds.whole(), NOW, ROOT).snapshots().get(0);
        assertThat(snapshot.artifact().toString())
                .isEqualTo("jenkins:0123456789abcdef0123456789abcdef:build:shop/web/main#7@"
                        + Builds.START.minusMillis(20).toEpochMilli());
        assertThat(snapshot.key()).isEqualTo("shop/web/main #7");
        assertThat(snapshot.url()).hasToString("https://ci.example/job/shop/job/web/job/main/7/");
        assertThat(snapshot.attributes())
                .containsEntry("branch", List.of("main"))
                .containsEntry("commit", List.of("99c9b026621c3e211541650f0ac984f38787e87a"))
                .containsEntry("issueKeys", List.of("SHOP-4", "SHOP-5"))
                .containsEntry("repository", List.of("shop/web"))
                .containsEntry("environment", List.of("production"))
                .containsEntry("production", List.of("true"))
                .doesNotContainKey("unread");
        assertThat(snapshot.attributes().get("commits")).hasSize(2);
    }

    @Test
    void running_build_tells_the_same_facts_as_later_when_it_has_ended() {
        List<FlowEvent> running = BuildEvents.of(Builds.running(), NOW, ROOT).events();
        assertThat(running).hasSize(5);
        assertThat(BuildEvents.of(Builds.whole(), NOW, ROOT).events()).containsAll(running);
        assertThat(BuildEvents.of(Builds.running(), NOW, null)
                        .snapshots()
                        .get(0)
                        .state()
                        .name())
                .isEqualTo("running");
    }

    @Test
    void stage_that_was_cut_off_ends_with_its_build_and_without_an_end() {
        StageRecord cut =
                new StageRecord("6", null, StageRecord.Kind.STAGE, "cut", null, null, null, null, false, List.of());
        StageRan ran = (StageRan) BuildEvents.of(with(List.of(cut), "FAILURE"), NOW, ROOT)
                .events()
                .get(3);
        assertThat(ran.occurredAt()).isEqualTo(Builds.START.plusSeconds(100));
        assertThat(ran.run().start()).isNull();
        assertThat(ran.run().end()).isNull();
        assertThat(ran.run().result()).isNull();
    }

    @Test
    void clock_set_back_inside_a_stage_does_not_cost_the_facts() {
        StageRecord back = new StageRecord(
                "6",
                null,
                StageRecord.Kind.STAGE,
                "back",
                Builds.START.plusSeconds(9),
                Builds.START.plusSeconds(5),
                "SUCCESS",
                null,
                false,
                List.of());
        StageRan ran = (StageRan) BuildEvents.of(with(List.of(back), "SUCCESS"), NOW, ROOT)
                .events()
                .get(3);
        assertThat(ran.run().start()).isNull();
        assertThat(ran.run().end()).isEqualTo(Builds.START.plusSeconds(5));
    }

    @ParameterizedTest
    @CsvSource({
        "Deploy to production, production",
        "deploy_prod, production",
        "Release live, production",
        "Deploy to pre-prod, pre-production",
        "Deploy nonprod, pre-production",
        "Deploy to staging, staging",
        "Deploy, ",
        "Production, ",
        "Roll back production, ",
        "Test deployment scripts, ",
        "Deploy to test, test",
        "Build product, "
    })
    void environment_is_what_a_deploy_stage_says(String name, String environment) {
        assertThat(Deploys.of(Builds.named(List.of("Build", name))).map(Deploys.Deploy::environment))
                .isEqualTo(java.util.Optional.ofNullable(environment));
    }

    @Test
    void stage_named_production_inside_deploy_counts() {
        StageRecord outer = stage("6", null, "Deploy", "SUCCESS");
        assertThat(Deploys.of(with(List.of(outer, stage("8", "6", "Production", "SUCCESS")), "SUCCESS")))
                .contains(new Deploys.Deploy("production", true));
    }

    @Test
    void green_build_whose_production_stage_failed_is_no_production_deployment() {
        StageRecord failed = stage("6", null, "Deploy to production", "FAILURE");
        assertThat(Deploys.of(with(List.of(failed), "SUCCESS"))).contains(new Deploys.Deploy("production", false));
        assertThat(Deploys.of(with(List.of(failed), "FAILURE"))).contains(new Deploys.Deploy("production", true));
    }

    @ParameterizedTest
    @CsvSource({
        "https://git.example/shop/web.git, shop/web",
        "ssh://git@git.example:22/shop/web, shop/web",
        "git@git.example:shop/web.git, shop/web",
        "file:///var/repos/web.git, ",
        "https://git.example/a/b/c.git, "
    })
    void repository_is_named_where_the_address_says_owner_and_name(String address, String name) {
        assertThat(Repositories.nameOf(address)).isEqualTo(name);
    }

    @Test
    void hostile_names_come_back_from_the_lines() throws IOException {
        BuildRecord hostile =
                Builds.named(List.of("a\nb\r\u2028c", "\u0000\u001b[31m", "lone \uD83D", "\"}{", "", "   "));
        FactBatch back = roundTrip(hostile);
        assertThat(back.events().stream()
                        .filter(StageRan.class::isInstance)
                        .map(event -> ((StageRan) event).run().name()))
                .containsExactly("a\nb\r\u2028c", "\u0000\u001b[31m", "lone \uFFFD", "\"}{", "", "   ");
    }

    static List<Path> builds() {
        return RealData.named(RealData.folder("jenkins-2.479-scenarios"), "workflow-completed").stream()
                .map(Path::getParent)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("builds")
    void recorded_builds_come_back_from_the_lines(Path folder) throws IOException {
        BuildRecord build = with(StageReader.read(StoredGraph.read(folder)).stages(), "SUCCESS");
        assertThat(roundTrip(build)).isEqualTo(BuildEvents.of(build, NOW, ROOT));
    }

    private static FactBatch roundTrip(BuildRecord build) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BuildEvents.write(build, NOW, ROOT, out);
        String text = out.toString(StandardCharsets.UTF_8);
        List<FactBatch> batches = new ArrayList<>(List.of(FactBatch.empty()));
        FactLines.read(
                new StringReader(text),
                "test",
                batch -> batches.set(0, batches.get(0).plus(batch)));
        return batches.get(0);
    }

    private static StageRecord stage(String id, String parent, String name, String result) {
        Instant start = Builds.START.plusSeconds(1);
        return new StageRecord(
                id, parent, StageRecord.Kind.STAGE, name, start, start.plusSeconds(1), result, null, false, List.of());
    }

    private static BuildRecord with(List<StageRecord> stages, String result) {
        BuildRecord whole = Builds.whole();
        return new BuildRecord(
                whole.controller(),
                whole.job(),
                whole.number(),
                whole.scheduledAt(),
                whole.displayName(),
                whole.url(),
                whole.queuedAt(),
                whole.startedAt(),
                whole.endedAt(),
                result,
                whole.causes(),
                whole.branch(),
                whole.heads(),
                whole.commits(),
                whole.issueKeys(),
                true,
                stages,
                List.of(),
                List.of(),
                Related.NONE);
    }
}
