package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.cli.Millrace.Run;
import dev.millrace.fake.Response;
import dev.millrace.fake.github.FakeGitHub;
import dev.millrace.fake.github.FakeRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code millrace init}: from an empty folder to the first report, on the real issues of two public Jiras. */
class InitAcceptanceTest {

    private static final String TOKEN = "notARealToken";

    @TempDir
    private Path directory;

    @BeforeAll
    static void needed() {
        RealJira.needed();
    }

    @Test
    void options_lead_to_a_configuration_a_store_a_report_and_three_next_steps() throws Exception {
        try (RealJira jira = new RealJira()) {
            Run run = Millrace.in(directory)
                    .run("init", "--jira", jira.duraspace().baseUrl().toString());

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.err()).contains("wrote ").contains("millrace.yml");
            assertThat(run.out())
                    .contains("739 items")
                    .contains("Flow report: Default value stream")
                    .containsPattern(
                            "(?s)\\nNext ─+\\n.*348 of 462 items done have no flow time.*millrace doctor --fix");
            assertThat(run.out()
                            .substring(run.out().indexOf("\nNext "))
                            .lines()
                            .filter(line -> line.startsWith("  ! ")))
                    .hasSize(3);
            assertThat(directory.resolve("millrace.db")).exists();
            assertThat(Files.readString(directory.resolve("millrace.yml")))
                    .contains("  - url: \"" + jira.duraspace().baseUrl() + "\"", "# projects: [")
                    .doesNotContain("token:");
        }
    }

    @Test
    void questions_lead_there_as_well_and_list_what_the_account_sees() throws Exception {
        try (RealJira jira = new RealJira();
                FakeGitHub gitHub = new FakeGitHub()) {
            jira.duraspace().answer("project", Response.of(200, "[{\"key\":\"DS\"},{\"key\":\"DURACLOUD\"}]"));
            FakeRepository repository = gitHub.repository("acme/shop");
            String sha = FakeRepository.sha(7);
            repository.head = repository.commit(sha, "first", "2026-03-01T10:00:00Z", "2026-03-01T10:00:00Z");

            Run run = Millrace.in(directory)
                    .with("GITHUB_TOKEN", TOKEN)
                    .piping(jira.duraspace().baseUrl() + "\n\n\nDS\nacme/shop\nno-clone=team/tools\n")
                    .run("init", "--github", gitHub.apiUrl().toString(), "--no-sync");

            assertThat(run.err())
                    .contains(
                            "Address of your Jira",
                            "visible projects: DS, DURACLOUD",
                            "Projects to read",
                            "Repositories",
                            "Git clones of code that is elsewhere");
            assertThat(Files.readString(directory.resolve("millrace.yml")))
                    .contains("projects: [\"DS\"]", "- repositories: [\"acme/shop\"]", "token: {env: \"GITHUB_TOKEN\"}")
                    .contains("  - path: \"no-clone\"\n    name: \"team/tools\"", "# Jenkins is not read from here")
                    .doesNotContain(TOKEN);
            assertThat(directory.resolve("millrace.db")).doesNotExist();
        }
    }

    @Test
    void a_refused_token_is_named_before_anything_is_collected() throws Exception {
        try (RealJira jira = new RealJira()) {
            jira.duraspace().requireAuthorization("Bearer right");
            Run run = Millrace.in(directory)
                    .with("JIRA_TOKEN", TOKEN)
                    .run("init", "--jira", jira.duraspace().baseUrl().toString());

            assertThat(run.exitCode()).isEqualTo(3);
            assertThat(run.out()).contains("Jira rejects the credentials");
            assertThat(run.out() + run.err()).doesNotContain(TOKEN);
            assertThat(directory.resolve("millrace.db")).doesNotExist();
        }
    }

    @Test
    void a_limit_of_calls_is_nothing_to_correct_and_sync_goes_on() throws Exception {
        try (FakeGitHub gitHub = new FakeGitHub()) {
            FakeRepository repository = gitHub.repository("acme/shop");
            String sha = FakeRepository.sha(7);
            repository.head = repository.commit(sha, "first", "2026-03-01T10:00:00Z", "2026-03-01T10:00:00Z");
            gitHub.canned.add(Response.of(429, "{\"message\":\"You have exceeded a secondary rate limit.\"}"));

            Run run = Millrace.in(directory)
                    .with("GITHUB_TOKEN", TOKEN)
                    .run("init", "--github", gitHub.apiUrl().toString(), "--repository", "acme/shop");

            assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
            assertThat(run.out()).contains("acme/shop/commits: 1 page, 1 item");
            assertThat(run.err()).doesNotContain("correct this in");
        }
    }

    @Test
    void an_existing_configuration_and_an_empty_answer_change_nothing() throws Exception {
        Millrace millrace = Millrace.in(directory);
        Run nothing = millrace.piping("\n\n").run("init");
        assertThat(nothing.exitCode()).isEqualTo(2);
        assertThat(nothing.err())
                .contains("name a Jira (--jira URL), a repository (--repository owner/name) or a clone (--git");
        assertThat(directory.resolve("millrace.yml")).doesNotExist();

        Run again = millrace.config("zone: UTC\n").run("init", "--repository", "acme/shop");
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).contains("exists already");
        assertThat(Files.readString(directory.resolve("millrace.yml"))).isEqualTo("zone: UTC\n");
    }

    @Test
    void a_clone_alone_is_enough() throws Exception {
        Path clone = directory.resolve("shop");
        List<List<String>> commands = List.of(
                List.of("git", "init", "-q", "-b", "main", clone.toString()),
                List.of(
                        "git",
                        "-C",
                        clone.toString(),
                        "-c",
                        "user.name=Ann",
                        "-c",
                        "user.email=ann@example.org",
                        "commit",
                        "-q",
                        "--allow-empty",
                        "-m",
                        "first"));
        for (List<String> command : commands) {
            assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                    .isZero();
        }

        Run run = Millrace.in(directory).run("init", "--git", "shop=team/shop");

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).contains("team/shop", "1 item");
    }

    /** Somebody who is asked for the name of a variable may paste the token. */
    @Test
    void a_token_in_place_of_its_variable_is_neither_written_nor_shown() {
        for (String pasted : List.of("ghp_9a8b7c6d5e4f3a2b1c0d9e8f7a6b5c4d3e2f", "ATATT3xFfGF0-T0ken=A1B2C3D4")) {
            Run run = Millrace.in(directory)
                    .piping("https://jira.example.org\nann@example.org\n" + pasted + "\n\n\n")
                    .run("init");

            assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
            assertThat(run.err()).contains("environment variable").doesNotContain(pasted);
            assertThat(run.out()).doesNotContain(pasted);
            assertThat(directory.resolve("millrace.yml")).doesNotExist();
        }
    }

    @Test
    void a_mistake_leaves_no_file_behind() {
        Run run = Millrace.in(directory).run("init", "--jira", "jira.example.org");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("millrace.yml:", "url");
        assertThat(directory.resolve("millrace.yml")).doesNotExist();
    }
}
