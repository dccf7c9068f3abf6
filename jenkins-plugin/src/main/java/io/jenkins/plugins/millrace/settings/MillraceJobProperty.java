package io.jenkins.plugins.millrace.settings;

import hudson.Extension;
import hudson.model.Job;
import hudson.util.FormValidation;
import jenkins.model.OptionalJobProperty;
import org.jenkinsci.Symbol;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What a job sets for itself; {@code properties([millrace(...)])} in a Pipeline. Who may configure it may change this. */
public final class MillraceJobProperty extends OptionalJobProperty<Job<?, ?>> implements OwnSettings {

    private boolean captureOff;
    private @Nullable String deployStages;

    /** By the form and by programs. */
    @DataBoundConstructor
    public MillraceJobProperty() {
        // each field is optional
    }

    @Override
    public boolean isCapture() {
        return !captureOff;
    }

    /** By the form and by programs. */
    @DataBoundSetter
    public void setCapture(boolean capture) {
        captureOff = !capture;
    }

    @Override
    public @Nullable String getDeployStages() {
        return deployStages;
    }

    /**
     * By the form and by programs.
     *
     * @throws hudson.model.Failure if a line is no rule
     */
    @DataBoundSetter
    public void setDeployStages(@Nullable String given) {
        deployStages = OwnSettings.checked(given);
    }

    /** What Jenkins calls it. */
    @Extension
    @Symbol("millrace")
    public static final class DescriptorImpl extends OptionalJobPropertyDescriptor {

        @Override
        public String getDisplayName() {
            return "Millrace: settings of this job";
        }

        /** For the form: says which line is no rule while it is typed. Reads nothing but what it is given. */
        @POST
        public FormValidation doCheckDeployStages(@QueryParameter String value) {
            return OwnSettings.validation(value);
        }
    }
}
