package io.jenkins.plugins.millrace.steps;

import hudson.Extension;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code millraceDeployment}: says that the stage around it deploys, and what. Its time and result are those of the stage. */
public final class DeploymentStep extends NotingStep {

    private final String environment;
    private @Nullable String service;
    private @Nullable String version;
    private @Nullable String artifact;

    /** By the Pipeline. */
    @DataBoundConstructor
    public DeploymentStep(String environment) {
        String given = text("environment", environment);
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
        this.service = text("service", given);
    }

    /** Which version; null if it is not said. */
    public @Nullable String getVersion() {
        return version;
    }

    /** By the Pipeline. */
    @DataBoundSetter
    public void setVersion(@Nullable String given) {
        this.version = text("version", given);
    }

    /** In which form, such as an image; null if it is not said. */
    public @Nullable String getArtifact() {
        return artifact;
    }

    /** By the Pipeline. */
    @DataBoundSetter
    public void setArtifact(@Nullable String given) {
        this.artifact = text("artifact", given);
    }

    @Override
    SaidAction said() {
        return SaidAction.deployment(environment, service, version, artifact);
    }

    /** What Pipeline calls it. */
    @Extension(optional = true)
    public static final class DescriptorImpl extends Named {

        /** By Jenkins. */
        public DescriptorImpl() {
            super("millraceDeployment", "Millrace: the stage around this deploys");
        }
    }
}
