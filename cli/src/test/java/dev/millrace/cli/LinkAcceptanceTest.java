package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.cli.Millrace.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code millrace link} and {@code millrace show --links}, with an issue and builds that were imported. */
class LinkAcceptanceTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ISSUE = """
            {"fact":"snapshot","artifact":"jira:x:issue:1","key":"CB-5719","title":"A","project":"CB","level":"standard","createdAt":"2026-09-01T00:00:00.000Z","updatedAt":"2026-09-01T00:00:00.000Z"}
            {"fact":"event","id":"1#created","artifact":"jira:x:issue:1","kind":"created","occurredAt":"2026-09-01T00:00:00.000Z","sequence":0,"state":{"id":"1","name":"Open"}}
            """;

    @TempDir
    private Path folder;

    private Millrace millrace;

    @BeforeEach
    void imported() throws IOException {
        millrace = Millrace.in(folder).config("store: chain.db\njira:\n  - url: https://jira.example.org\n");
        Files.writeString(folder.resolve("all.ndjson"), ImportAcceptanceTest.sample() + ISSUE);
        Run run = millrace.run("import", "all.ndjson");
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    @Test
    void links_are_shown_with_their_rule_and_confidence() throws IOException {
        Run text = millrace.run("show", "CB-5719", "--links");
        JsonNode json = JSON.readTree(
                millrace.run("show", "CB-5719", "--links", "--json").out());

        assertThat(text.exitCode()).as(text.err()).isZero();
        assertThat(text.out())
                .contains("shop/main #131")
                .contains("commit message")
                .contains("medium");
        assertThat(json.path("links")).hasSize(1);
        assertThat(json.path("links").get(0).path("found").get(0).path("rule").asText())
                .isEqualTo("commit-message");
        assertThat(json.path("links").get(0).path("joins").asBoolean()).isTrue();
    }

    @Test
    void rejected_link_is_out_of_the_chain_until_it_is_confirmed_again() {
        assertThat(millrace.run("show", "CB-5719", "--json").out()).contains("shop/main #131");

        Run reject = millrace.run("link", "reject", "shop/main #131", "CB-5719", "--by", "anna");

        assertThat(reject.exitCode()).as(reject.err()).isZero();
        assertThat(reject.err())
                .isEqualTo(
                        "rejected: shop/main #131 does not belong to CB-5719, which was linked by its commit message\n");
        assertThat(millrace.run("show", "CB-5719", "--json").out()).doesNotContain("shop/main #131");
        assertThat(millrace.run("show", "CB-5719", "--links").out())
                .contains("rejected")
                .doesNotContain("anna");

        // the issue may be named first, and the clock need not have moved
        millrace.run("link", "confirm", "CB-5719", "shop/main #131", "--by", "ben");

        assertThat(millrace.run("show", "CB-5719", "--json").out()).contains("shop/main #131");
    }

    @Test
    void report_of_an_earlier_known_at_does_not_see_the_decision() throws IOException {
        String known = JSON.readTree(millrace.run("show", "CB-5719", "--json").out())
                .path("knownAt")
                .asText();
        Millrace later = millrace.at(Instant.parse("2026-11-02T00:00:00Z"));
        later.run("link", "reject", "shop/main #131", "CB-5719", "--by", "anna");

        assertThat(later.run("show", "CB-5719", "--json").out()).doesNotContain("shop/main #131");
        assertThat(later.run("show", "CB-5719", "--json", "--known-at", known).out())
                .contains("shop/main #131");
    }

    @Test
    void what_cannot_be_decided_is_said() {
        assertThat(millrace.run("link", "reject", "shop/main #130", "CB-5719", "--by", "anna")
                        .err())
                .contains("so there is nothing to reject");
        assertThat(millrace.run("link", "reject", "nobody/knows#1", "CB-5719", "--by", "anna")
                        .err())
                .contains("nobody/knows#1 is not known");
        assertThat(millrace.run("link", "perhaps", "shop/main #131", "CB-5719").err())
                .contains("there is no \"perhaps\"; choose one of confirm, reject");
        Run nobody = millrace.run("link", "confirm", "shop/main #131", "CB-5719");
        assertThat(nobody.exitCode()).isEqualTo(2);
        assertThat(nobody.err()).contains("who decides? Say it with --by NAME");
    }
}
