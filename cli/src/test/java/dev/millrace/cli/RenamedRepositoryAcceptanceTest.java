package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.fake.github.FakeGitHub;
import dev.millrace.fake.github.FakeRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository that gets another name is the same one: one service, one baseline, one history. */
class RenamedRepositoryAcceptanceTest {

    @TempDir
    private Path directory;

    private final FakeGitHub gitHub = new FakeGitHub();

    @AfterEach
    void stop() {
        gitHub.close();
    }

    private Millrace millrace(String name, String... repositories) throws IOException {
        Path folder = directory.resolve(name);
        Files.createDirectories(folder);
        return Millrace.in(folder)
                .with("GITHUB_TOKEN", "ghp_notARealToken")
                .at(Instant.parse("2026-04-02T10:00:00Z"))
                .config("""
                    github:
                      - id: acme
                        url: %s
                        repositories: [%s]
                        token: {env: GITHUB_TOKEN}
                    """.formatted(gitHub.apiUrl(), String.join(", ", repositories)));
    }

    /** Changes {@code from} to {@code to}: each is merged after two hours, and deployed the day after. */
    private void work(FakeRepository repository, int from, int to) {
        for (int i = from; i <= to; i++) {
            String sha = FakeRepository.sha(i);
            String merged = String.format("2026-03-%02dT11:00:00Z", 2 * i);
            String deployed = String.format("2026-03-%02dT10:00:00Z", 2 * i + 1);
            repository.commit(
                    sha,
                    "change " + i,
                    merged,
                    merged,
                    i == 1 ? new String[0] : new String[] {FakeRepository.sha(i - 1)});
            repository.head = sha;
            FakeRepository.merged(
                    repository.pullRequest(i, String.format("2026-03-%02dT09:00:00Z", 2 * i)), merged, sha);
            repository.deployment(i, "production", sha, deployed, deployed, true);
            repository.status(i, 100 + i, "success", deployed);
        }
    }

    private Map<String, String> everything(Millrace millrace) {
        Map<String, String> tables = new LinkedHashMap<>();
        for (String table : List.of("visits", "items", "events", "links", "ledger")) {
            tables.put(
                    table,
                    millrace.run("export", "--table", table, "--format", "ndjson")
                            .out());
        }
        tables.put(
                "report",
                millrace.run(
                                "report",
                                "--since",
                                "2026-03-01",
                                "--until",
                                "2026-03-31",
                                "--as-of",
                                "2026-04-01",
                                "--by",
                                "service")
                        .out());
        return tables;
    }

    private static int sync(Millrace millrace) {
        return millrace.run("sync").exitCode();
    }

    @Test
    void history_goes_on_with_the_unchanged_configuration() throws Exception {
        FakeRepository repository = gitHub.repository("acme/shop");
        work(repository, 1, 3);
        Millrace renamed = millrace("renamed", "acme/shop");
        assertThat(sync(renamed)).isZero();
        work(repository, 4, 6);
        Millrace never = millrace("never", "acme/shop");
        assertThat(sync(never)).isZero();
        gitHub.rename("acme/shop", "acme/store");

        Millrace.Run run = renamed.run("sync");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("acme/shop is called acme/store now");
        assertThat(everything(renamed)).isEqualTo(everything(never));
        assertThat(renamed.run("sync").err()).doesNotContain("is called");
        assertThat(renamed.run("show", "acme/store#2").out()).contains("acme/shop#2");
    }

    @Test
    void history_goes_on_with_the_new_name_in_the_configuration() throws Exception {
        FakeRepository repository = gitHub.repository("acme/shop");
        work(repository, 1, 3);
        sync(millrace("renamed", "acme/shop"));
        work(repository, 4, 6);
        gitHub.rename("acme/shop", "acme/store");
        List<String> deployments = new ArrayList<>();
        gitHub.twist = (request, answer) -> {
            if (request.path("operationName").asText().equals("DeploymentStatuses")) {
                request.path("variables").path("ids").forEach(id -> deployments.add(id.asText()));
            }
            return null;
        };

        Millrace renamed = millrace("renamed", "acme/store");
        assertThat(sync(renamed)).isZero();

        assertThat(deployments)
                .as("what was read before is not read again, but for the overlap")
                .hasSize(4);
        Millrace never = millrace("never", "acme/store");
        sync(never);
        assertThat(everything(renamed)).isEqualTo(everything(never));
        assertThat(renamed.run("show", "acme/shop#2").out()).contains("acme/store#2");
        assertThat(renamed.run("status").out()).doesNotContain("acme/shop");
    }

    @Test
    void one_repository_that_is_configured_by_both_names_is_read_once() throws Exception {
        FakeRepository repository = gitHub.repository("acme/shop");
        work(repository, 1, 3);
        gitHub.rename("acme/shop", "acme/store");

        Millrace both = millrace("both", "acme/shop", "acme/store");
        assertThat(sync(both)).isZero();

        Millrace one = millrace("one", "acme/shop");
        sync(one);
        assertThat(everything(both)).isEqualTo(everything(one));
    }

    @Test
    void another_repository_that_gets_the_old_name_is_another_one() throws Exception {
        work(gitHub.repository("acme/shop"), 1, 3);
        Millrace millrace = millrace("shops", "acme/shop");
        sync(millrace);
        gitHub.rename("acme/shop", "acme/store");
        gitHub.forget("acme/shop");
        FakeRepository other = gitHub.repository("acme/shop");
        other.head = other.commit(FakeRepository.sha(50), "other", "2026-03-20T10:00:00Z", "2026-03-20T10:00:00Z");

        Millrace.Run run = millrace.run("sync");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err())
                .contains("acme/shop is another repository than the one that was read before, which is called"
                        + " acme/store now");
        assertThat(millrace.run("show", "acme/store#2").out()).contains("acme/store#2");
        String ledger = millrace.run("export", "--table", "ledger", "--format", "ndjson")
                .out();
        assertThat(ledger.lines().filter(line -> line.contains("\"acme/shop\"") && line.contains("commits")))
                .singleElement()
                .asString()
                .contains("\"captured\":1");
    }
}
