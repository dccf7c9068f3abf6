package io.jenkins.plugins.millrace.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.thoughtworks.xstream.XStream;
import dev.millrace.buildcard.StageRecord;
import hudson.model.Failure;
import io.jenkins.plugins.millrace.record.DeployRules;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jenkinsci.Symbol;
import org.junit.jupiter.api.Test;
import org.kohsuke.stapler.verb.POST;

/** What holds for a job if it, the folders around it and the controller say different things. */
class JobSettingsTest {

    /** As Jenkins reads what is on its disk. */
    private static final XStream XSTREAM = new XStream();

    static {
        XSTREAM.allowTypesByWildcard(new String[] {"io.jenkins.plugins.millrace.**"});
    }

    private static final DeployRules GLOBAL = DeployRules.of("Ship* -> global\nRoll* -> global");

    @Test
    void rules_of_the_job_come_before_those_of_its_folders_and_of_the_controller() {
        MillraceJobProperty job = new MillraceJobProperty();
        job.setDeployStages("Ship it -> job");
        MillraceFolderProperty inner = new MillraceFolderProperty();
        inner.setDeployStages("Ship* -> inner\nGo -> inner");
        MillraceFolderProperty outer = new MillraceFolderProperty();
        outer.setDeployStages("Go -> outer");

        JobSettings settings = JobSettings.of(List.of(job.own(), inner.own(), outer.own()), true, GLOBAL);

        assertThat(Stream.of("Ship it", "Ship that", "Go", "Roll out", "Build")
                        .map(name -> environment(settings.rules(), name)))
                .containsExactly("job", "inner", "inner", "global", "none");
    }

    @Test
    void capture_is_off_if_anybody_on_the_way_turned_it_off() {
        MillraceJobProperty on = new MillraceJobProperty();
        MillraceFolderProperty off = new MillraceFolderProperty();
        off.setCapture(false);
        assertThat(JobSettings.of(List.of(on.own()), true, GLOBAL).capture()).isTrue();
        assertThat(JobSettings.of(List.of(on.own(), off.own()), true, GLOBAL).capture())
                .isFalse();
        assertThat(JobSettings.of(List.of(on.own()), false, GLOBAL).capture()).isFalse();
        assertThat(environment(JobSettings.of(List.of(), true, GLOBAL).rules(), "Ship"))
                .isEqualTo("global");
    }

    @Test
    void wrong_rule_is_rejected_whoever_sets_it_and_told_while_it_is_typed() {
        MillraceJobProperty job = new MillraceJobProperty();
        assertThatThrownBy(() -> job.setDeployStages("Ship it"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("line 1 is no rule");
        assertThat(job.getDeployStages()).isNull();
        assertThat(OwnSettings.validation("# x\nShip it")).hasMessageContaining("line 2 is no rule");
        assertThat(OwnSettings.validation("Ship it -> prod")).hasMessageStartingWith("OK");
    }

    @Test
    void each_field_has_help_and_each_question_of_the_form_is_a_post() throws IOException {
        for (Class<?> type : List.of(MillraceJobProperty.class, MillraceFolderProperty.class)) {
            Path views = Path.of("src/main/resources", type.getName().replace('.', '/'));
            String form = Files.readString(
                    views.resolve(type == MillraceJobProperty.class ? "config-details.jelly" : "config.jelly"));
            Matcher fields = Pattern.compile("field=\"(\\w+)\"").matcher(form);
            assertThat(fields.results().map(field -> field.group(1)))
                    .containsExactlyElementsOf(
                            type == MillraceJobProperty.class
                                    ? List.of("capture", "deployStages")
                                    : List.of("capture", "deployStages", "stream"))
                    .allMatch(field -> Files.exists(views.resolve("help-" + field + ".html")));
            Class<?> descriptor = Objects.requireNonNull(type.getDeclaredClasses()[0]);
            assertThat(descriptor.getAnnotation(Symbol.class).value()).containsExactly("millrace");
            assertThat(Stream.of(descriptor.getDeclaredMethods())
                            .filter(method -> method.getName().startsWith("do"))
                            .toList())
                    .isNotEmpty()
                    .allMatch((Method method) -> method.isAnnotationPresent(POST.class));
        }
    }

    @Test
    void properties_keep_what_an_older_version_saved() {
        for (Class<?> type : List.of(MillraceJobProperty.class, MillraceFolderProperty.class)) {
            String former = """
                    <%1$s>
                      <captureOff>true</captureOff>
                      <deployStages>Europe -&gt; prod-eu</deployStages>
                    </%1$s>""".formatted(type.getName());
            for (String saved : List.of(former, XSTREAM.toXML(XSTREAM.fromXML(former)))) {
                OwnSettings own = own(XSTREAM.fromXML(saved));
                assertThat(own.isCapture()).isFalse();
                assertThat(own.getDeployStages()).isEqualTo("Europe -> prod-eu");
            }
            assertThat(XSTREAM.toXML(XSTREAM.fromXML(former))).containsOnlyOnce("deployStages>Europe");
            OwnSettings empty = own(XSTREAM.fromXML("<%s/>".formatted(type.getName())));
            assertThat(empty.isCapture()).isTrue();
            assertThat(empty.getDeployStages()).isNull();
        }
    }

    private static OwnSettings own(Object property) {
        return property instanceof MillraceFolderProperty folder
                ? folder.own()
                : ((MillraceJobProperty) property).own();
    }

    @Test
    void innermost_folder_that_names_a_stream_says_what_its_jobs_work_for() {
        MillraceFolderProperty inner = new MillraceFolderProperty();
        MillraceFolderProperty middle = new MillraceFolderProperty();
        middle.setStream(" web-shop ");
        MillraceFolderProperty outer = new MillraceFolderProperty();
        outer.setStream("all");

        assertThat(NamedStream.of(List.of(inner, middle, outer), path -> URI.create("https://hub.example.org/" + path)))
                .isEqualTo(new NamedStream("web-shop", URI.create("https://hub.example.org/streams/web-shop")));
        assertThat(NamedStream.of(List.of(inner, outer), path -> null)).isEqualTo(new NamedStream("all", null));
        assertThat(NamedStream.of(List.of(inner), path -> null)).isNull();
    }

    @Test
    void stream_is_an_id_as_the_hub_has_them() {
        MillraceFolderProperty folder = new MillraceFolderProperty();
        for (String wrong : List.of("Web shop", "../reports", "<b>", "a".repeat(65))) {
            assertThatThrownBy(() -> folder.setStream(wrong))
                    .as(wrong)
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("such as web-shop");
            assertThat(StreamId.validation(wrong)).hasMessageContaining("such as web-shop");
        }
        assertThat(folder.getStream()).isNull();
        folder.setStream("");
        assertThat(folder.getStream()).isEmpty();
    }

    private static String environment(DeployRules rules, String name) {
        StageRecord stage = new StageRecord(
                "1", null, StageRecord.Kind.STAGE, name, null, null, null, null, false, List.of(), 0, null);
        var deployment = rules.applied(List.of(stage)).get(0).deployment();
        return deployment == null ? "none" : deployment.environment();
    }
}
