package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.cli.Millrace.Run;
import dev.millrace.git.GitClone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A team whose code is on no server that Millrace knows: commits come from a clone, issues and builds by import. */
class SyncGitAcceptanceTest {

    private static final String ISSUE = """
            {"millrace":"events/1"}
            {"fact":"snapshot","artifact":"jira:work:issue:1","key":"SHOP-1","title":"Pay by card","project":"SHOP","level":"standard",\
            "type":{"name":"Story"},"state":{"id":"3","name":"In Progress"},"createdAt":"2026-10-01T06:00:00Z",\
            "updatedAt":"2026-10-01T07:00:00Z","attributes":{}}
            {"fact":"event","id":"jira:work:issue:1#created","artifact":"jira:work:issue:1","kind":"created",\
            "occurredAt":"2026-10-01T06:00:00Z","sequence":0,"state":{"id":"1","name":"Open"}}
            {"fact":"event","id":"jira:work:issue:1#1","artifact":"jira:work:issue:1","kind":"state-changed",\
            "occurredAt":"2026-10-01T07:00:00Z","sequence":1,"from":{"id":"1","name":"Open"},"to":{"id":"3","name":"In Progress"}}
            """;
    private static final String BUILD = """
            {"fact":"snapshot","artifact":"jenkins:ci:build:shop#7@1","key":"shop #7","title":"#7","project":"shop","level":"standard",\
            "state":{"id":"success","name":"success"},"createdAt":"2026-10-02T10:00:00Z","updatedAt":"2026-10-02T10:05:00Z",\
            "attributes":{"branch":["main"],"commit":["COMMIT"],"repository":["acme/shop"],"environment":["production"]}}
            {"fact":"event","id":"jenkins:ci:build:shop#7@1#created","artifact":"jenkins:ci:build:shop#7@1","kind":"created",\
            "occurredAt":"2026-10-02T10:00:00Z","sequence":0,"state":{"id":"queued","name":"queued"}}
            {"fact":"event","id":"jenkins:ci:build:shop#7@1#ended","artifact":"jenkins:ci:build:shop#7@1","kind":"state-changed",\
            "occurredAt":"2026-10-02T10:05:00Z","sequence":1,"from":{"id":"queued","name":"queued"},\
            "to":{"id":"success","name":"success"}}
            """;

    @TempDir
    private Path folder;

    private GitClone clone;
    private Millrace millrace;

    @BeforeEach
    void team() throws IOException {
        clone = GitClone.init(folder.resolve("shop"));
        millrace = Millrace.in(folder).config("""
                store: flow.db
                git:
                  - {path: shop, name: acme/shop}
                """);
    }

    @Test
    void commit_of_a_clone_joins_its_issue_and_its_deployment_by_ancestry() throws IOException {
        String first = clone.commit("Begin");
        clone.git("checkout", "--quiet", "-b", "card");
        clone.commit("SHOP-1 Pay by card");
        clone.git("checkout", "--quiet", "main");
        String merge = clone.merge("card");
        Files.writeString(
                folder.resolve("facts.ndjson"),
                ISSUE
                        + BUILD.replace("COMMIT", first)
                                .replace("shop#7@1", "shop#6@1")
                                .replace("10-02T10", "10-01T10")
                        + BUILD.replace("COMMIT", merge));
        assertThat(millrace.run("import", "facts.ndjson").err()).contains("new events");

        Run sync = millrace.run("sync");

        assertThat(sync.exitCode()).as(sync.err()).isZero();
        assertThat(sync.out()).contains("git:local/acme/shop/commits").contains("3");
        assertThat(millrace.run("where", "SHOP-1").out()).contains("production").contains("2026-10-02");
        assertThat(millrace.run("status").out()).contains("acme/shop");
    }

    @Test
    void second_sync_reads_nothing_and_says_so() {
        clone.commit("SHOP-1 Pay by card");
        millrace.run("sync");

        Run again = millrace.at(Instant.parse("2026-11-02T12:00:00Z")).run("sync");

        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.out()).contains("nothing new");
    }

    @Test
    void clone_that_cannot_be_read_fails_and_the_others_are_read() throws IOException {
        clone.commit("SHOP-1 Pay by card");
        millrace.config("""
                store: flow.db
                git:
                  - {path: gone, name: acme/gone}
                  - {path: shop, name: acme/shop}
                """);

        Run sync = millrace.run("sync");

        assertThat(sync.exitCode()).isNotZero();
        assertThat(sync.out() + sync.err())
                .contains("gone is no folder: name the folder of a clone")
                .contains("acme/shop");
        assertThat(millrace.run("doctor", "--offline").out()).contains("gone is no folder");
    }

    @Test
    void mistakes_in_the_configuration_name_the_setting() throws IOException {
        millrace.config("""
                github:
                  - {repositories: [acme/shop], token: {env: TOKEN}}
                git:
                  - {path: shop, name: ACME/shop}
                  - {path: shop}
                  - {path: shop, name: "a b", branch: -x}
                """);

        assertThat(millrace.with("TOKEN", "t").run("sync").err())
                .contains("git[0].name")
                .contains("ACME/shop is listed already, as a repository of github")
                .contains("git[1]")
                .contains("the repository as builds and people call it")
                .contains("git[2].name")
                .contains("git[2].branch");
    }
}
