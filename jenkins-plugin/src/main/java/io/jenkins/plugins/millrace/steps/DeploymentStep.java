package io.jenkins.plugins.millrace.steps;

import hudson.Extension;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code millraceDeployment}: says that the stage around it deploys, and what. Its time and result are those of the stage. */
public final class DeploymentStep extends Step {

    private final String environment;
    private @Nullable String service;
    private @Nullable String version;
    private @Nullable String artifact;

    /** By the Pipeline. */
    @DataBoundConstructor
    public DeploymentStep(String environment) {
        String given = Said.text("environment", environment);
        if (given == null) {
            throw new IllegalArgumentException("millraceDeployment needs an environment, such as production");
        }
        this.environment = given;
    }

    /** Where to. */
    public String getEnvironment() {
        return environment;
    }

    /** What is deployed; null if it is not said. */
    public @Nullable String getService() {
        return service;
    }

    /** By the Pipeline. */
    @DataBoundSetter
    public void setService(@Nullable String given) {
        this.service = Said.text("service", given);
    }

    /** Which version; null if it is not said. */
    public @Nullable String getVersion() {
        return version;
    }

    /** By the Pipeline. */
    @DataBoundSetter
    public void setVersion(@Nullable String given) {
        this.version = Said.text("version", given);
    }

    /** In which form, such as an image; null if it is not said. */
    public @Nullable String getArtifact() {
        return artifact;
    }

    /** By the Pipeline. */
    @DataBoundSetter
    public void setArtifact(@Nullable String given) {
        this.artifact = Said.text("artifact", given);
    }

    @Override
    public StepExecution start(StepContext context) {
        return Said.note(context, SaidAction.deployment(environment, service, version, artifact));
    }

    /** What Pipeline calls it. */
    @Extension(optional = true)
    public static final class DescriptorImpl extends StepDescriptor {

        @Override
        public String getFunctionName() {
            return "millraceDeployment";
        }

        @Override
        public String getDisplayName() {
            return "Millrace: the stage around this deploys";
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Said.CONTEXT;
        }
    }
}
