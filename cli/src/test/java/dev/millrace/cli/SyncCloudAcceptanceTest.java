package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.cli.Millrace.Run;
import dev.millrace.fake.jira.JiraCloudFake;
import dev.millrace.fake.jira.JiraDataCenterFake;
import dev.millrace.jira.RealData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Jira Cloud, through the real command line: 117 real issues, and the same ones on a Data Center beside it. */
class SyncCloudAcceptanceTest {

    private static final String BASIC = "Basic YW5uQGFjbWUuZXhhbXBsZTp0MGtlbg==";

    @TempDir
    private Path folder;

    private final JiraCloudFake cloud = JiraCloudFake.empty();
    private JiraDataCenterFake dataCenter;

    @BeforeEach
    void fill() throws IOException {
        Path issues = RealData.folder("jira-seanalytics/apache");
        dataCenter = JiraDataCenterFake.serving(issues);
        for (Path file : RealData.jsonFiles(issues)) {
            cloud.put((ObjectNode) JsonMapper.builder().build().readTree(file.toFile()));
        }
        cloud.capPagesAt(40, 150, 2);
        cloud.requireAuthorization(BASIC);
    }

    @AfterEach
    void close() {
        cloud.close();
        if (dataCenter != null) { // there is no real data
            dataCenter.close();
        }
    }

    @Test
    void a_cloud_site_and_a_data_center_of_the_same_issues_give_the_same_export() throws IOException {
        Millrace ofCloud = cloud("t0ken");
        Millrace ofDataCenter = at("data-center", "url: " + dataCenter.baseUrl());

        Run sync = ofCloud.run("sync");
        assertThat(ofDataCenter.run("sync").exitCode()).isZero();

        assertThat(sync.exitCode()).as(sync.err()).isZero();
        assertThat(sync.out())
                .contains("jira:apache/issues: 3 pages, 117 items; ")
                .contains("; 0 problems");
        for (String what : new String[] {"events", "visits"}) {
            Run export = ofCloud.run("export", "--table", what, "--format", "ndjson");
            assertThat(export.exitCode()).as(export.err()).isZero();
            assertThat(export.lines()).hasSizeGreaterThan(200);
            assertThat(export.out())
                    .isEqualTo(ofDataCenter
                            .run("export", "--table", what, "--format", "ndjson")
                            .out());
        }
        assertThat(ofCloud.run("sync").out()).contains("nothing new; 0 problems");
    }

    @Test
    void a_wrong_token_is_told_in_words_and_no_empty_store_is_taken_for_an_answer() throws IOException {
        Run run = cloud("wr0ng-token").run("sync");

        assertThat(run.exitCode()).isNotZero();
        assertThat(run.err() + run.out())
                .contains("needs both user (the e-mail address of an account) and token")
                .contains("check jira[0].token")
                .doesNotContain("wr0ng-token");
    }

    private Millrace cloud(String token) throws IOException {
        return at("cloud", """
                        url: %s
                            user: ann@acme.example
                            token: {env: JIRA_TOKEN}""".formatted(cloud.baseUrl())).with("JIRA_TOKEN", token);
    }

    private Millrace at(String directory, String settings) throws IOException {
        return Millrace.in(Files.createDirectories(folder.resolve(directory))).config("""
                jira:
                  - id: apache
                    %s
                """.formatted(settings));
    }
}
