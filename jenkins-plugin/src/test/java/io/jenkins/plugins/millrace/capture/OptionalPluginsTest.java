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
import io.jenkins.plugins.millrace.job.MillraceWidget;
import io.jenkins.plugins.millrace.plugins.Plugins;
import io.jenkins.plugins.millrace.settings.JobSettings;
import io.jenkins.plugins.millrace.settings.MillraceFolderProperty;
import io.jenkins.plugins.millrace.settings.MillraceJobProperty;
import io.jenkins.plugins.millrace.settings.NamedStream;
import io.jenkins.plugins.millrace.steps.DeploymentStep;
import io.jenkins.plugins.millrace.steps.LinkStep;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.java.sezpoz.Index;
import net.java.sezpoz.IndexItem;
import org.jenkinsci.Symbol;
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
                "com.cloudbees.plugins.",
                "com.cloudbees.hudson.plugins.");

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
                AgentRecorder.class,
                AgentListener.class,
                JobSettings.class,
                NamedStream.class,
                MillraceJobProperty.class,
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

    /** Pipelines find {@code millrace(...)} by this list, which a processor makes that is on no registry that this build uses. */
    @Test
    void index_of_symbols_lists_each_class_that_has_one() throws Exception {
        String list = "META-INF/services/annotations/" + Symbol.class.getName();
        List<String> listed;
        try (InputStream in = HubConfiguration.class.getClassLoader().getResourceAsStream(list)) {
            listed = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
        for (String name : listed) {
            assertThat(Class.forName(name).isAnnotationPresent(Symbol.class))
                    .as(name)
                    .isTrue();
        }
        Path root = Path.of(HubConfiguration.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.walk(root)) {
            assertThat(files.filter(file -> file.toString().endsWith(".class"))
                            .map(file -> root.relativize(file).toString().replace('/', '.'))
                            .map(name -> name.substring(0, name.length() - ".class".length()))
                            .filter(OptionalPluginsTest::hasSymbol))
                    .containsExactlyInAnyOrderElementsOf(listed);
        }
    }

    private static boolean hasSymbol(String name) {
        try {
            return Class.forName(name, false, HubConfiguration.class.getClassLoader())
                    .isAnnotationPresent(Symbol.class);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
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
                        MillraceJobProperty.DescriptorImpl.class.getName(),
                        MillraceFolderProperty.DescriptorImpl.class.getName(),
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
                        MillraceWidget.Factory.class.getName(),
                        MillraceFolderActionFactory.class.getName(),
                        DeploymentStep.DescriptorImpl.class.getName(),
                        LinkStep.DescriptorImpl.class.getName());
    }
}
