package dev.millrace.cli;

import static dev.millrace.fake.github.FakeRepository.merged;
import static dev.millrace.fake.github.FakeRepository.sha;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.cli.Millrace.Run;
import dev.millrace.fake.github.FakeGitHub;
import dev.millrace.fake.github.FakeRepository;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The comment and the check run that follow a change until it is in production, and that are written only if somebody asks. */
class PullRequestNotesTest {

    private static final String HOSTILE = "Fix @octo/team #7, GH-8 </td> `x` | [a](http://b.example/#9)";

    @TempDir
    private Path directory;

    private final FakeGitHub gitHub = new FakeGitHub();
    private final FakeRepository repository = gitHub.repository("acme/shop");
    private Millrace millrace;

    @BeforeEach
    void oneOpenChange() throws Exception {
        for (int i = 1; i <= 2; i++) {
            repository.commit(
                    sha(i), "change " + i, ago(200 - i), ago(200 - i), i == 1 ? new String[0] : new String[] {sha(1)});
            repository.deployment(i, "production", sha(i), ago(190 - i), ago(190 - i), true);
            repository.status(i, 100 + i, "success", ago(190 - i));
        }
        repository.head = sha(2);
        repository.pullRequest(12, ago(30)).put("title", HOSTILE);
        millrace = Millrace.in(directory).with("GITHUB_TOKEN", "t").config("""
            github:
              - id: acme
                url: %s
                repositories: [acme/shop]
                token: {env: GITHUB_TOKEN}
                issues: false
            """.formatted(gitHub.apiUrl()));
    }

    @AfterEach
    void stop() {
        gitHub.close();
    }

    private static String ago(long hours) {
        return Millrace.NOW.minus(Duration.ofHours(hours)).toString();
    }

    private Run write(String... options) {
        Run sync = millrace.run("sync");
        assertThat(sync.exitCode()).as(sync.out()).isZero();
        String[] all = new String[options.length + 1];
        all[0] = "step-summary";
        System.arraycopy(options, 0, all, 1, options.length);
        return millrace.run(all);
    }

    private String comment() {
        return String.valueOf(repository.notes.comments.get(12).get(0).get("body"));
    }

    private void mergedNow() {
        repository.head = repository.commit(sha(3), "change 3", ago(2), ago(2), sha(2));
        merged(repository.byNumber(12), ago(2), sha(3));
    }

    @Test
    void nothing_is_written_unless_somebody_asks() {
        assertThat(write("acme/shop#12").exitCode()).isZero();

        assertThat(repository.notes.written).isEmpty();
    }

    @Test
    void one_comment_follows_the_change_until_it_is_in_production_and_is_left_alone_from_then_on() {
        repository.notes.comment(12, "<!-- millrace:flow -->\nof somebody else", false);

        Run first = write("acme/shop#12", "--comment");

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(repository.notes.written).containsExactly("POST /issues/12/comments");
        String open = String.valueOf(repository.notes.comments.get(12).get(1).get("body"));
        assertThat(open).startsWith("<!-- millrace:flow -->\n## ").contains("1 d 6 h");

        write("acme/shop#12", "--comment");
        assertThat(repository.notes.written).as("it says the same").hasSize(1);

        mergedNow();
        repository.pullRequest(13, ago(1));
        write("acme/shop#13", "--comment");
        String waiting = String.valueOf(repository.notes.comments.get(12).get(1).get("body"));
        assertThat(waiting).containsIgnoringCase("waiting for deploy").contains("2 h");

        repository.deployment(3, "production", sha(3), ago(1), ago(1), true);
        repository.status(3, 103, "success", ago(1));
        write("acme/shop#13", "--comment");
        String delivered =
                String.valueOf(repository.notes.comments.get(12).get(1).get("body"));
        assertThat(delivered)
                .startsWith("<!-- millrace:flow settled -->\n")
                .containsIgnoringCase("in production since");

        int before = repository.notes.written.size();
        millrace.at(Millrace.NOW.plus(Duration.ofDays(1)));
        write("acme/shop#13", "--comment");
        assertThat(repository.notes.written.subList(before, repository.notes.written.size()))
                .as("only the one of the open change")
                .hasSize(1);
        assertThat(repository.notes.comments.get(12).get(0).get("body"))
                .isEqualTo("<!-- millrace:flow -->\nof somebody else");
    }

    @Test
    void check_run_is_neutral_and_one_for_each_commit() {
        write("acme/shop#12", "--check");
        millrace.at(Millrace.NOW.plus(Duration.ofHours(1)));
        write("acme/shop#12", "--check");

        assertThat(repository.notes.written).hasSize(2).first().isEqualTo("POST /check-runs");
        assertThat(repository.notes.checkRuns).hasSize(1);
        JsonNode run = repository.notes.checkRuns.values().iterator().next();
        assertThat(run.path("conclusion").asText()).isEqualTo("neutral");
        assertThat(run.path("head_sha").asText()).isEqualTo(sha(100_012));
        assertThat(run.at("/output/title").asText()).contains("1 d 7 h");
        assertThat(run.at("/output/summary").asText()).startsWith("## ").hasSizeLessThan(65_536);
    }

    @Test
    void titles_call_nobody_and_nothing() {
        Map<String, Object> other = repository.pullRequest(14, ago(20));
        other.put("title", HOSTILE);
        repository.notes.readOnly = false;

        write("acme/shop#12", "--comment", "--check");

        assertThat(comment()).doesNotContain("@octo", "#7", "GH-8", "<script");
        assertThat(comment().replaceAll("```mermaid[\\s\\S]*?```", "")).doesNotContainPattern("[@#](?=\\w)");
    }

    @Test
    void token_that_may_not_write_is_a_message_and_no_failure() {
        repository.notes.readOnly = true;

        Run run = write("acme/shop#12", "--comment", "--check");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err())
                .contains("the comment at acme/shop#12 could not be written", "pull-requests: write")
                .contains("the check run could not be written", "checks: write", "Resource not accessible");
        assertThat(run.out()).startsWith("## ");
    }
}
