package io.jenkins.plugins.millrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.FreeStyleBuild;
import hudson.model.Run;
import dev.millrace.buildcard.BuildRecord;
import io.jenkins.plugins.millrace.record.RecordFile;
import dev.millrace.buildcard.StageRecord;
import java.nio.file.Files;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The plugin in a real Jenkins. */
@WithJenkins
class BuildPageTest {

    private JenkinsRule jenkins;

    @BeforeEach
    void setUp(JenkinsRule rule) {
        jenkins = rule;
    }

    @Test
    void pipeline_build_has_record_card_and_export() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "shop");
        job.setDefinition(new CpsFlowDefinition("node { stage('<b>Build</b>') { sleep 1 } }", true));
        WorkflowRun run = jenkins.buildAndAssertSuccess(job);

        BuildRecord record = recordOf(run);
        assertEquals(List.of("<b>Build</b>"), record.stages().stream().map(StageRecord::name).toList());
        assertEquals("SUCCESS", record.result());

        try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
            String page = client.getPage(run).asXml();
            assertTrue(page.contains("millrace-timeline"), page);
            assertTrue(!page.contains("<b>Build"), "a stage's name is text");
            String events = client.goTo(run.getUrl() + "millrace/events.ndjson", "application/x-ndjson")
                    .getWebResponse()
                    .getContentAsString();
            assertTrue(events.startsWith("{\"millrace\":\"events/1\"}\n"), events);
        }
    }

    @Test
    void freestyle_build_has_record_and_card() throws Exception {
        FreeStyleBuild run = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject("plain"));
        assertEquals(List.of(), recordOf(run).stages());
        try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
            assertTrue(client.getPage(run).asXml().contains("millrace-card"));
        }
    }

    /** The record is written soon after the end, not before it. */
    private static BuildRecord recordOf(Run<?, ?> run) throws Exception {
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (!Files.exists(run.getRootDir().toPath().resolve(RecordFile.NAME)) && System.nanoTime() < deadline) {
            Thread.sleep(50);
        }
        return RecordFile.read(run.getRootDir().toPath()).orElseThrow();
    }
}
