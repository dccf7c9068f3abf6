package io.jenkins.plugins.millrace.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.Extension;
import io.jenkins.plugins.millrace.agents.AgentListener;
import io.jenkins.plugins.millrace.agents.AgentRecorder;
import io.jenkins.plugins.millrace.card.MillraceActionFactory;
import io.jenkins.plugins.millrace.card.MillraceRunAction;
import io.jenkins.plugins.millrace.hub.HubConfiguration;
import io.jenkins.plugins.millrace.hub.HubMonitor;
import io.jenkins.plugins.millrace.hub.HubOutbox;
import io.jenkins.plugins.millrace.job.MillraceColumn;
import io.jenkins.plugins.millrace.job.MillraceFolderActionFactory;
import io.jenkins.plugins.millrace.job.MillraceJobAction;
import io.jenkins.plugins.millrace.job.MillraceJobActionFactory;
import io.jenkins.plugins.millrace.job.MillraceRootAction;
import io.jenkins.plugins.millrace.steps.DeploymentStep;
import io.jenkins.plugins.millrace.steps.LinkStep;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import net.java.sezpoz.Index;
import net.java.sezpoz.IndexItem;
import org.junit.jupiter.api.Test;

/** A controller may have neither Pipeline nor Git nor metrics: the plugin must load all the same. */
class OptionalPluginsTest {

    /** Has our classes, and lacks those of the optional plugins. */
    private static final class Bare extends ClassLoader {

        private static final List<String> ABSENT = List.of(
                "org.jenkinsci.plugins.",
                "hudson.plugins.git.",
                "jenkins.scm.api.",
                "jenkins.metrics.",
                "com.cloudbees.plugins.");

        Bare() {
            super(Bare.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (ABSENT.stream().anyMatch(name::startsWith)) {
                throw new ClassNotFoundException(name + " (an optional plugin that is not there)");
            }
            if (!name.startsWith("io.jenkins.plugins.millrace.")) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    @Test
    void extensions_load_without_pipeline_git_metrics_and_credentials() throws ReflectiveOperationException {
        Bare bare = new Bare();
        for (Class<?> type : List.of(
                CaptureListener.class,
                QueueTimes.class,
                CaptureMonitor.class,
                JobRenames.class,
                MissedBuilds.class,
                HubConfiguration.class,
                HubMonitor.class,
                HubOutbox.class,
                MillraceActionFactory.class,
                MillraceRunAction.class,
                MillraceJobActionFactory.class,
                MillraceJobAction.class,
                Heartbeat.class,
                HistoryLink.class,
                RunReader.class,
                Plugins.class)) {
            Class<?> loaded = Class.forName(type.getName(), true, bare);
            assertThat(loaded.getClassLoader()).isSameAs(bare);
            // what Jenkins and Stapler do with every extension and action
            assertThat(loaded.getDeclaredMethods()).isNotEmpty();
            assertThat(loaded.getDeclaredFields()).isNotNull();
            if (type.isAnnotationPresent(Extension.class)) {
                loaded.getDeclaredConstructor().newInstance();
            }
        }
    }

    @Test
    void only_the_three_that_say_so_need_them() {
        Bare bare = new Bare();
        for (Class<?> type : List.of(PipelineGraphs.class, GitFacts.class, MetricsFacts.class)) {
            assertThatThrownBy(() -> {
                        Class<?> loaded = Class.forName(type.getName(), true, bare);
                        for (var method : loaded.getDeclaredMethods()) {
                            method.setAccessible(true);
                            if (method.getParameterCount() == 1 && !method.isSynthetic()) {
                                method.invoke(null, (Object) null);
                            }
                        }
                    })
                    .hasStackTraceContaining("optional plugin that is not there");
        }
    }

    @Test
    void index_lists_the_extensions_and_no_other() throws Exception {
        List<String> indexed = new java.util.ArrayList<>();
        for (IndexItem<Extension, Object> item : Index.load(Extension.class, Object.class)) {
            indexed.add(item.className());
        }
        assertThat(indexed)
                .containsExactlyInAnyOrder(
                        CaptureListener.class.getName(),
                        QueueTimes.class.getName(),
                        CaptureMonitor.class.getName(),
                        JobRenames.class.getName(),
                        BuildEdits.class.getName(),
                        AgentListener.class.getName(),
                        AgentRecorder.class.getName(),
                        MissedBuilds.class.getName(),
                        HubConfiguration.class.getName(),
                        HubMonitor.class.getName(),
                        HubOutbox.class.getName(),
                        MillraceActionFactory.class.getName(),
                        MillraceJobActionFactory.class.getName(),
                        Heartbeat.class.getName(),
                        HistoryLink.class.getName(),
                        MillraceColumn.DescriptorImpl.class.getName(),
                        MillraceRootAction.class.getName(),
                        MillraceFolderActionFactory.class.getName(),
                        DeploymentStep.DescriptorImpl.class.getName(),
                        LinkStep.DescriptorImpl.class.getName());
    }
}
