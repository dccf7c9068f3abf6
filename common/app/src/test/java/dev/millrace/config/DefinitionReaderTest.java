package dev.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.model.NativeState;
import dev.millrace.model.NativeType;
import dev.millrace.valuestream.DayRate;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.DonePolicy;
import dev.millrace.valuestream.EffortTarget;
import dev.millrace.valuestream.Glob;
import dev.millrace.valuestream.IncidentRules;
import dev.millrace.valuestream.ItemType;
import dev.millrace.valuestream.MappedStage;
import dev.millrace.valuestream.ReopenPolicy.Mode;
import dev.millrace.valuestream.ResolutionRules;
import dev.millrace.valuestream.Stage;
import dev.millrace.valuestream.ValueStream;
import dev.millrace.valuestream.WaitingReason;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DefinitionReaderTest {

    private final List<ConfigProblem> problems = new ArrayList<>();

    @Test
    void effort_target_and_day_rates_say_what_was_written() {
        Definition definition = read("""
            teams:
              - {id: web, scope: {projects: WEB}, dayRate: 450.50 EUR}
              - {id: ops, scope: {projects: OPS}}
            effortTarget: {feature: 70, debt: 30}
            """);

        assertThat(definition.teams().get(0).dayRate()).isEqualTo(new DayRate(new BigDecimal("450.50"), "EUR"));
        assertThat(definition.teams().get(1).dayRate()).isNull();
        assertThat(definition.target()).isEqualTo(new EffortTarget(Map.of(ItemType.FEATURE, 70, ItemType.DEBT, 30)));
    }

    @Test
    void an_effort_target_that_is_no_whole_and_a_rate_that_is_no_money_are_named_with_their_place() {
        read("""
            teams:
              - {id: web, scope: {projects: WEB}, dayRate: 450}
              - {id: ops, scope: {projects: OPS}, dayRate: 450 XYZ}
            effortTarget: {feature: 70, defect: 20, debt: x}
            """);
        read("""
            teams:
              - {id: web, scope: {projects: WEB}, dayRate: 450 EUR}
              - {id: ops, scope: {projects: OPS}, dayRate: 400 CHF}
            effortTarget: {feature: 70, defect: 20}
            """);

        String money = "must be an amount and the code of a currency, such as 450 EUR, but is ";
        assertThat(problems)
                .extracting(ConfigProblem::toString)
                .containsExactly(
                        "stream.yml:2:48: teams[0].dayRate: " + money + "\"450\"",
                        "stream.yml:3:48: teams[1].dayRate: " + money + "\"450 XYZ\"",
                        "stream.yml:4:47: effortTarget.debt: must be a whole number from 0 to 100, but is \"x\"",
                        "stream.yml:2:3: teams: the day rates of all teams must have one currency, but have CHF, EUR",
                        "stream.yml:4:15: effortTarget: the percentages of feature, defect, risk and debt must sum to"
                                + " 100, but sum to 90");
    }

    @Test
    void whole_definition_says_what_was_written() {
        Definition definition = read("""
            version: autumn
            streams:
              - id: shop
                stages:
                  - {id: to-do, kind: new}
                  - {id: work, kind: active}
                  - {id: look, kind: waiting, waitingFor: review}
                  - {id: shipped, kind: done}
                delivery: {authoring: work, reviewing: look}
                states:
                  - {id: "7", stage: look}
                  - {name: Doing, stage: work}
                otherStates: unmapped
                types: {debt: Chore}
                notDelivered: [Nope]
                reopen: {policy: first-done}
                backwardMoves: ignore
                stalledAfter: 2w
                expectation: {within: 8d}
                versions:
                  - from: 2026-06-01
                    states: [{name: Doing, stage: to-do}]
                    done: tracked
            """);

        ValueStream stream = definition.streams().get(0);
        assertThat(stream.version()).isEqualTo("autumn");
        assertThat(stream.stages())
                .extracting(Stage::id)
                .startsWith("to-do", "work", "look", "blocked")
                .endsWith("shipped");
        assertThat(stream.delivery().authoring().id()).isEqualTo("work");
        assertThat(stream.stages()).contains(stream.delivery().deploying());
        assertThat(stream.countsBackwardMoves()).isFalse();
        assertThat(stream.stalledAfter()).isEqualTo(Duration.ofDays(14));
        assertThat(stream.expectation()).satisfies(level -> {
            assertThat(level.within()).isEqualTo(Duration.ofDays(8));
            assertThat(level.percent()).isEqualTo(85);
        });
        assertThat(stage(stream, Instant.EPOCH, new NativeState("7", "Doing"))).isEqualTo("look");
        assertThat(stage(stream, Instant.EPOCH, new NativeState(null, "doing"))).isEqualTo("work");
        assertThat(stage(stream, Instant.EPOCH, new NativeState(null, "Testing")))
                .isNull();
        assertThat(stream.latest().reopen().mode()).isEqualTo(Mode.FIRST_DONE);
        assertThat(stream.latest().meansNotDelivered("NOPE", null)).isTrue();
        assertThat(stream.types().classify(new NativeType(null, "chore"))).isEqualTo(ItemType.DEBT);
    }

    @Test
    void version_holds_from_its_day_in_the_configured_zone_and_keeps_what_it_does_not_say() {
        ValueStream stream = read("""
            streams:
              - id: shop
                states: [{name: Doing, stage: in-progress}]
                notDelivered: Nope
                versions:
                  - from: 2026-06-01
                    states: [{name: Doing, stage: ready}]
                    done: tracked
            """).streams().get(0);

        Instant midnight = Instant.parse("2026-05-31T22:00:00Z");
        NativeState doing = new NativeState("1", "Doing");
        assertThat(stage(stream, midnight.minusMillis(1), doing)).isEqualTo("in-progress");
        assertThat(stage(stream, midnight, doing)).isEqualTo("ready");
        assertThat(stream.rulesAt(midnight.minusMillis(1)).done()).isEqualTo(DonePolicy.AUTOMATIC);
        assertThat(stream.rulesAt(midnight).done()).isEqualTo(DonePolicy.TRACKED);
        assertThat(stream.rulesAt(midnight).meansNotDelivered("nope", null)).isTrue();
    }

    @Test
    void resolutions_are_named_by_name_or_id_and_an_own_word_wins_over_a_common_one() {
        ResolutionRules resolutions = read("""
            streams:
              - id: shop
                delivered: [10000, Duplicate]
                notDelivered: ["10001", Verworfen]
            """).streams().get(0).latest().resolutions();

        assertThat(resolutions.of("Fertig!", "10000").delivered()).isTrue();
        assertThat(resolutions.of("Wird nix", "10001").delivered()).isFalse();
        assertThat(resolutions.of("verworfen", null).delivered()).isFalse();
        assertThat(resolutions.of("Duplicate", "3")).isEqualTo(new ResolutionRules.Meaning(true, false));
        assertThat(resolutions.of("Fixed", "1").guessed())
                .as("replaced by own words")
                .isTrue();
    }

    @Test
    void delivered_alone_keeps_what_commonly_means_not_delivered() {
        ResolutionRules resolutions = read("""
            streams: [{id: shop, delivered: Duplicate}]
            """).streams().get(0).latest().resolutions();

        assertThat(resolutions.of("Duplicate", null).delivered()).isTrue();
        assertThat(resolutions.of("Won't Fix", null).delivered()).isFalse();
    }

    @Test
    void every_mistake_is_told_at_once_with_its_place() {
        read("""
            streams:
              - id: Web Shop
                stages:
                  - {id: work, kind: actve}
              - id: shop
                stage: []
                states:
                  - {name: Doing, stage: in-progres}
                  - {stage: done}
                stalledAfter: five days
            teams:
              - id: pay
                scope: {project: PAY}
                calendar:
                  zone: Europe/Berln
                  hours: {weekdays: "09:00-25:00"}
            services:
              - id: shop
            """);

        assertThat(problems)
                .extracting(ConfigProblem::toString)
                .containsExactly(
                        "stream.yml:2:9: streams[0].id: must be at most 64 lower-case letters, digits and dashes, but"
                                + " is \"Web Shop\"",
                        "stream.yml:4:26: streams[0].stages[0].kind: must be one of new, active, waiting, done,"
                                + " cancelled, but is \"actve\"; did you mean \"active\"?",
                        "stream.yml:6:5: streams[1]: unknown key \"stage\"; did you mean \"stages\"?",
                        "stream.yml:8:30: streams[1].states[0].stage: there is no stage \"in-progres\"; did you mean"
                                + " \"in-progress\"?",
                        "stream.yml:9:9: streams[1].states[1]: must name its states by id, name, pattern or "
                                + "category",
                        "stream.yml:10:19: streams[1].stalledAfter: must be a length of time such as 30m, 12h, 14d or"
                                + " 2w, but is \"five days\"",
                        "stream.yml:13:12: teams[0].scope: selects nothing in particular; leave it out, or name"
                                + " projects, repositories, jobs or labels",
                        "stream.yml:13:13: teams[0].scope: unknown key \"project\"; did you mean \"projects\"?",
                        "stream.yml:15:13: teams[0].calendar.zone: unknown time zone \"Europe/Berln\"; did you mean"
                                + " \"Europe/Berlin\"?",
                        "stream.yml:16:25: teams[0].calendar.hours.weekdays: there is no time \"25:00\" on a clock",
                        "stream.yml:18:5: services[0].scope: is missing: which projects, repositories, jobs or labels"
                                + " belong to it");
    }

    @Test
    void stages_of_a_pull_request_that_are_not_listed_stand_where_they_belong() {
        ValueStream stream = read("""
            streams:
              - id: a
                stages:
                  - {id: to-do, kind: new}
                  - {id: in-progress, kind: active}
                  - {id: in-review, kind: waiting, waitingFor: review}
                  - {id: qa, kind: active}
                  - {id: done, kind: done}
            """).streams().get(0);

        assertThat(stream.stages())
                .extracting(Stage::id)
                .startsWith("to-do", "coding", "in-progress", "waiting-for-first-review", "in-review", "qa", "blocked");
    }

    @Test
    void who_names_the_turns_of_author_and_reviewer_means_coding_and_the_first_review_too() {
        ValueStream stream = read("""
            streams:
              - id: a
                stages:
                  - {id: work, kind: active}
                  - {id: look, kind: waiting, waitingFor: review}
                  - {id: first-look, kind: waiting, waitingFor: review}
                  - {id: done, kind: done}
                delivery: {authoring: work, reviewing: look}
            """).streams().get(0);
        ValueStream named = read("""
            streams:
              - id: b
                stages:
                  - {id: write, kind: active}
                  - {id: work, kind: active}
                  - {id: first-look, kind: waiting, waitingFor: review}
                  - {id: look, kind: waiting, waitingFor: review}
                  - {id: done, kind: done}
                delivery: {coding: write, authoring: work, beforeReview: first-look, reviewing: look}
            """).streams().get(0);

        assertThat(stream.delivery().coding().id()).isEqualTo("work");
        assertThat(stream.delivery().beforeReview().id()).isEqualTo("look");
        assertThat(stream.stages()).extracting(Stage::id).doesNotContain("coding", "waiting-for-first-review");
        assertThat(named.delivery().coding().id()).isEqualTo("write");
        assertThat(named.delivery().beforeReview().id()).isEqualTo("first-look");
    }

    @Test
    void what_an_incident_is_can_be_said() {
        assertThat(read("services: [{id: shop, scope: {jobs: shop}}]").incidents())
                .isEqualTo(IncidentRules.STANDARD);
        assertThat(read("incidents: {types: [Outage, Bug], priorities: Highest}")
                        .incidents())
                .isEqualTo(new IncidentRules(
                        List.of(new Glob("Outage"), new Glob("Bug")), List.of(), List.of(new Glob("Highest"))));

        read("incidents: {}");
        assertThat(problems)
                .singleElement()
                .asString()
                .contains("must say by types, labels or priorities what an incident is");
    }

    @Test
    void a_state_cannot_stand_for_two_stages_and_a_stage_needs_its_kind() {
        read("""
            streams:
              - id: a
                states:
                  - {name: Doing, stage: in-progress}
                  - {name: doing, stage: ready}
              - id: b
                stages:
                  - {id: in-review, kind: active}
                  - {id: done, kind: done}
                delivery: {building: done}
              - id: c
                stages: [{id: work, kind: active}]
            """);

        assertThat(problems)
                .extracting(ConfigProblem::toString)
                .containsExactly(
                        "stream.yml:5:9: streams[0].states[1]: name \"doing\" already has a stage in line 4",
                        "stream.yml:8:7: streams[1].stages: stage in-review must be of kind waiting: the rules use it"
                                + " for pull requests, builds, deployments or what is blocked",
                        "stream.yml:10:26: streams[1].delivery.building: must be a stage of kind active",
                        "stream.yml:12:13: streams[2].stages: needs a stage of kind done");
    }

    @Test
    void version_without_a_name_is_told_by_what_it_says_and_not_by_its_layout() {
        String one = read("streams: [{id: shop, stalledAfter: 5d}]").version();
        String other = read("# a remark\nstreams:\n  - id: \"shop\"\n    stalledAfter: '5d'\n")
                .version();
        String changed = read("streams: [{id: shop, stalledAfter: 6d}]").version();

        assertThat(one).isEqualTo(other).isNotEqualTo(changed).matches("sha-[0-9a-f]{8}");
    }

    @Test
    void team_alone_keeps_the_default_stream() {
        Definition definition = read("teams: [{id: pay, scope: {projects: [PAY, BILL]}}]");

        assertThat(definition.streams()).hasSize(1);
        assertThat(definition.streams().get(0).stages())
                .isEqualTo(Definition.standard().streams().get(0).stages());
        assertThat(definition.streams().get(0).version()).startsWith("default-5, sha-");
    }

    @Test
    void stage_without_a_reason_waits_for_something_unnamed() {
        ValueStream stream = read("streams: [{id: s, stages: [{id: w, kind: waiting}, {id: d, kind: done}]}]")
                .streams()
                .get(0);
        assertThat(stream.stages().get(0).waitingFor()).isEqualTo(WaitingReason.OTHER);
        assertThat(stream.stages().get(0).name()).isEqualTo("W");
    }

    private static String stage(ValueStream stream, Instant at, NativeState state) {
        return stream.rulesAt(at)
                .mapping()
                .map(state, null)
                .map(MappedStage::stage)
                .map(Stage::id)
                .orElse(null);
    }

    private Definition read(String yaml) {
        Problems found = new Problems();
        Definition definition = YamlReader.read(yaml.getBytes(StandardCharsets.UTF_8), "stream.yml", found)
                .flatMap(new DefinitionReader(ZoneId.of("Europe/Berlin"))::read)
                .orElse(null);
        try {
            found.throwIfAnyError();
        } catch (ConfigException e) {
            problems.addAll(e.problems());
        }
        return definition;
    }
}
