package dev.millrace.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.chain.link.Connections;
import dev.millrace.facts.FactBatch;
import dev.millrace.flow.Connection;
import dev.millrace.model.Actor;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.Knowledge;
import dev.millrace.model.Link;
import dev.millrace.model.LinkDecision;
import dev.millrace.store.Cursor;
import dev.millrace.valuestream.Definition;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Links with their rules, what contradicts them, and what a person decides. */
class ConnectionsTest {

    private static final String MERGE = "b".repeat(40);
    private static final Actor ANNA = Actor.of(Story.JIRA, "anna", Actor.Type.HUMAN);

    @TempDir
    private Path folder;

    private Story story;
    private Story.PullRequest pullRequest;

    @BeforeEach
    void open() {
        story = Story.in(folder.resolve("links.db"));
        story.issue("ABC-1", "2026-01-01T00:00:00Z").issue("ABC-2", "2026-01-01T00:00:00Z");
        pullRequest = story.pullRequest("7", "ABC-1", MERGE, "2026-01-02T00:00:00Z", "2026-01-03T00:00:00Z");
    }

    @AfterEach
    void close() {
        story.close();
    }

    @Test
    void title_and_branch_that_name_different_issues_link_both_and_contradict_each_other() {
        pullRequest.attribute("keys.branch", "ABC-2");

        List<Connection.Shown> links = links(Story.pullRequestId("7").toString());

        assertThat(links).extracting(Connection.Shown::toKey).containsExactly("ABC-2", "ABC-1");
        assertThat(links)
                .allSatisfy(link -> assertThat(link.connection().joins()).isTrue());
        assertThat(links.get(0).conflicts()).containsExactly("its title names ABC-1");
        assertThat(links.get(1).conflicts()).containsExactly("its branch names ABC-2");
        assertThat(story.item("ABC-1").changes()).hasSize(1);
        assertThat(story.item("ABC-2").changes()).hasSize(1);
    }

    @Test
    void title_with_one_key_more_than_the_branch_contradicts_nothing() {
        pullRequest.attribute("keys.branch", "ABC-2").attribute("keys.title", "ABC-1", "ABC-2");

        assertThat(links(Story.pullRequestId("7").toString()))
                .allSatisfy(link -> assertThat(link.conflicts()).isEmpty());
    }

    @Test
    void several_rules_between_the_same_two_are_one_connection_with_the_strongest_first() {
        pullRequest.attribute("keys.branch", "ABC-1").attribute("keys.body", "ABC-1");

        assertThat(links(Story.issueId("ABC-1").toString()))
                .singleElement()
                .satisfies(link -> assertThat(link.connection().found())
                        .extracting(Link::rule)
                        .containsExactly(Link.Rule.BRANCH, Link.Rule.TITLE, Link.Rule.BODY));
    }

    @Test
    void link_whose_title_or_branch_lost_the_key_is_retracted_and_stays_true_for_whoever_asks_about_before() {
        pullRequest.attribute("keys.branch", "ABC-2").attribute("keys.title", "ABC-1", "ABC-2");
        story.reader();
        Instant before = story.store().lastRecordedAt().orElseThrow();

        pullRequest.attribute("keys.branch", "OTHER-3").attribute("keys.title", "ABC-2");

        assertThat(links(Story.pullRequestId("7").toString())).singleElement().satisfies(link -> {
            assertThat(link.connection().to()).isEqualTo(Story.issueId("ABC-2"));
            assertThat(link.connection().found()).extracting(Link::rule).containsExactly(Link.Rule.TITLE);
        });
        assertThat(story.item("ABC-1").changes()).isEmpty();
        assertThat(changes(before)).as("as it was known").isEqualTo(1);
        pullRequest.attribute("keys.title", "ABC-1");
        assertThat(story.item("ABC-1").changes()).as("and back").hasSize(1);
    }

    @Test
    void what_a_person_decided_stays_when_the_evidence_vanishes() {
        story.reader();
        decide("ABC-1", true, "2026-02-01T00:00:00Z");

        pullRequest.attribute("keys.title", "nothing");

        assertThat(story.item("ABC-1").changes()).hasSize(1);
    }

    @Test
    void rejected_link_joins_nothing_and_a_confirmed_one_does_whatever_found_it() {
        pullRequest.attribute("keys.body", "ABC-2");
        story.reader();

        decide("ABC-1", false, "2026-02-01T00:00:00Z");
        decide("ABC-2", true, "2026-02-01T00:00:00Z");

        assertThat(story.item("ABC-1").changes()).isEmpty();
        assertThat(story.item("ABC-2").changes()).hasSize(1);
    }

    @Test
    void latest_decision_wins_and_an_earlier_known_at_does_not_see_it() {
        story.reader();
        Instant before = story.store().lastRecordedAt().orElseThrow();
        assertThat(changes(before)).isEqualTo(1);
        decide("ABC-1", false, "2026-02-01T00:00:00Z");
        Instant rejected = story.store().lastRecordedAt().orElseThrow();
        // what was answered stays true: the next decision is recorded later, even within this millisecond
        assertThat(changes(rejected)).isZero();
        decide("ABC-1", true, "2026-02-02T00:00:00Z");

        assertThat(changes(before)).isEqualTo(1);
        assertThat(changes(rejected)).isZero();
        assertThat(changes(Instant.MAX)).isEqualTo(1);
    }

    @Test
    void confirming_one_of_two_settles_the_conflict() {
        pullRequest.attribute("keys.branch", "ABC-2");
        story.reader();

        decide("ABC-1", true, "2026-02-01T00:00:00Z");

        assertThat(links(Story.pullRequestId("7").toString()))
                .allSatisfy(link -> assertThat(link.conflicts()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "ABC-1, true",
        "abc-1, true",
        "BC-1, false",
        "ABC-11, false",
        "UTF-8, false",
        "2022-02, false",
        "SHA-256, false",
        "ABC-01, false",
        "XABC-1, false",
        "ISO-8859, false",
        "CVE-2022, false",
        "ABC, false"
    })
    void key_counts_only_if_such_an_issue_is_captured(String candidate, boolean counts) {
        story.commit("c".repeat(40), "2026-01-04T00:00:00Z", attributes("keys.commit", candidate));

        assertThat(story.item("ABC-1").changes()).hasSize(counts ? 2 : 1);
    }

    @Test
    void key_that_an_issue_had_before_it_moved_counts() {
        story.moved("ABC-2", "OLD-9", "2026-01-02T00:00:00Z");
        story.commit("c".repeat(40), "2026-01-04T00:00:00Z", attributes("keys.commit", "OLD-9"));

        assertThat(story.item("ABC-2").changes()).hasSize(1);
    }

    private static TreeMap<String, List<String>> attributes(String name, String value) {
        return new TreeMap<>(Map.of(name, List.of(value)));
    }

    private List<Connection.Shown> links(String artifact) {
        story.reader();
        return new Connections(story.store(), Story.ALL).of(ArtifactId.parse(artifact));
    }

    private int changes(Instant knownAt) {
        return new ChainReader(story.store(), new Knowledge(Story.LATER, knownAt), Definition.standard())
                .item(Story.issueId("ABC-1"))
                .orElseThrow()
                .changes()
                .size();
    }

    private void decide(String key, boolean confirmed, String at) {
        LinkDecision decision =
                new LinkDecision(Story.pullRequestId("7"), Story.issueId(key), confirmed, ANNA, Instant.parse(at));
        assertThat(LinkDecision.of(decision.link())).contains(decision);
        story.store()
                .commit(
                        new FactBatch(List.of(), List.of(), List.of(decision.link()), List.of(), List.of(), List.of()),
                        new Cursor("decisions", ""));
    }
}
