package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.cli.Millrace.Run;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A hub to which only builds report: store, zone, hub and value stream are configured, and no source. */
class WithoutSourcesAcceptanceTest {

    private static final String CONFIG = """
            store: flow.db
            zone: Europe/Berlin
            serve: {port: 0, tokens: tokens.json}
            valueStream:
              services: [{id: shop, scope: {jobs: shop/*}}]
            """;

    @TempDir
    private Path folder;

    private Millrace millrace;

    @BeforeEach
    void store() throws IOException {
        millrace = SmallStore.in(folder).config(CONFIG);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "report",
                "show SHOP-1",
                "export --table items --format csv",
                "import facts.ndjson",
                "stream check",
                "stream show",
                "token create builds --scope events:write --tool jenkins:*",
                "token list",
                "doctor --offline",
                "prune --keep 400d --dry-run"
            })
    void every_command_that_needs_no_source_works(String command) {
        Run run = millrace.run(command.split(" "));

        assertThat(run.exitCode()).as(run.out() + run.err()).isIn(0, 3);
        assertThat(run.err()).doesNotContain("collect");
    }

    @Test
    void status_speaks_of_what_was_imported_and_misses_no_source() {
        Run run = millrace.run("status");

        assertThat(run.exitCode()).as(run.out()).isZero();
    }

    @Test
    void sync_says_what_is_missing_and_makes_nothing() {
        Run run = millrace.run("sync");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("millrace: " + folder.resolve("millrace.yml")
                        + " names no source: sync needs jira (a list, such as \"- url: "
                        + "https://jira.example.org\"), github (a list, such as \"- repositories: "
                        + "[owner/name]\") or git (a list, such as \"- {path: ../shop.git, name: "
                        + "team/shop}\"). What builds post to the hub needs no sync.\n");
    }

    @Test
    void a_hub_that_is_to_collect_at_its_times_says_so_before_it_listens() {
        Run run = millrace.run("serve", "--sync-every", "15");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("names no source");
    }

    @Test
    void publishing_into_a_jira_that_is_not_configured_is_refused() throws IOException {
        millrace.config(CONFIG + "publish: {jira: property}\n");

        Run run = millrace.run("publish", "--dry-run");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("publish.jira", "no jira is configured");
    }

    @Test
    void a_page_is_published_without_any_source() throws IOException {
        millrace.config(CONFIG + "publish: {report: flow.html}\n");

        Run run = millrace.run("publish");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(folder.resolve("flow.html")).content().contains("SHOP");
    }
}
