package io.jenkins.plugins.millrace.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.buildcard.BuildRecord;
import dev.millrace.model.Actor;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.ToolInstance;
import hudson.model.Cause;
import io.jenkins.plugins.millrace.Builds;
import io.jenkins.plugins.millrace.events.BuildEvents;
import io.jenkins.plugins.millrace.record.RecordJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What started a build is kept as a kind, whatever language Jenkins speaks and whomever it names. */
class CausesTest {

    private static class Says extends Cause {
        @Override
        public String getShortDescription() {
            return "Gestartet durch Jane Doe";
        }
    }

    private static class UserIdCause extends Says {}

    private static class CLICause extends UserIdCause {}

    private static final class TimerTriggerCause extends Says {}

    private static final class GitHubPushCause extends Says {}

    private static final class BranchEventCause extends Says {}

    private static final class BuildUpstreamCause extends Says {}

    private static final class ReplayCause extends Says {}

    private static final class RemoteCause extends Says {}

    private static final class UnheardOfCause extends Says {}

    @Test
    void kind_is_told_by_the_class_or_the_one_it_extends() {
        assertThat(List.of(
                        Causes.word(new UserIdCause()),
                        Causes.word(new CLICause()),
                        Causes.word(new TimerTriggerCause()),
                        Causes.word(new GitHubPushCause()),
                        Causes.word(new BranchEventCause()),
                        Causes.word(new BuildUpstreamCause()),
                        Causes.word(new ReplayCause()),
                        Causes.word(new RemoteCause()),
                        Causes.word(new UnheardOfCause())))
                .containsExactly("user", "user", "timer", "scm", "scm", "upstream", "replay", "api", "other");
    }

    @Test
    void builds_that_started_it_are_told_by_job_and_number() {
        Cause from = new Cause.UpstreamCause(null) {
            @Override
            public String getUpstreamProject() {
                return "shop/free";
            }

            @Override
            public int getUpstreamBuild() {
                return 2;
            }
        };
        assertThat(Causes.upstream(List.of(new TimerTriggerCause(), from))).containsExactly("shop/free#2");
    }

    /** The account's id is no name, and stays in Jenkins all the same. */
    @Test
    void person_who_started_it_is_kept_as_a_pseudonym() throws IOException {
        ToolInstance tool = BuildEvents.tool("C0FFEE");
        List<Cause> causes = List.of(new TimerTriggerCause(), by("jdoe"), by("other"));

        Actor person = Causes.startedBy(causes, tool);

        assertThat(person).isEqualTo(Actor.of(tool, "jdoe", Actor.Type.HUMAN));
        assertThat(Causes.startedBy(List.of(new TimerTriggerCause(), by(null)), tool))
                .isNull();
        BuildRecord build = RecordJson.read(RecordJson.write(Builds.related()));
        assertThat(build.related().startedBy()).isNotNull();
        assertThat(BuildEvents.of(build, Builds.NOW, null).events().stream()
                        .filter(FlowEvent.Created.class::isInstance)
                        .map(event -> event.header().actor()))
                .containsExactly(build.related().startedBy());
    }

    private static Cause by(String user) {
        return new Cause.UserIdCause("") {
            @Override
            public String getUserId() {
                return user;
            }
        };
    }

    @Test
    void sentence_in_a_record_of_before_goes_no_further() throws IOException {
        String before = new String(RecordJson.write(Builds.whole()), StandardCharsets.UTF_8)
                .replace("\"causes\":[\"scm\"]", "\"causes\":[\"Started by user Jane Doe\",\"Von Jane Doe\"]");
        assertThat(before).contains("Jane");

        BuildRecord build = RecordJson.read(before.getBytes(StandardCharsets.UTF_8));
        assertThat(build.causes()).containsExactly("user", "other");
        assertThat(new String(RecordJson.write(build), StandardCharsets.UTF_8)).doesNotContain("Jane");
        ByteArrayOutputStream events = new ByteArrayOutputStream();
        BuildEvents.write(build, Builds.NOW, "https://ci.example.org/", events);
        assertThat(events.toString(StandardCharsets.UTF_8))
                .contains("\"causes\":[\"other\",\"user\"]")
                .doesNotContain("Jane");
    }
}
