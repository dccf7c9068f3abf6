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
public final class MillraceJobProperty extends OptionalJobProperty<Job<?, ?>> {

    private OwnSettings own = new OwnSettings();
    /** Where the two values stood until 1 December 2026; null once they are read. */
    private @Nullable Boolean captureOff;

    private @Nullable String deployStages;

    /** By the form and by programs. */
    @DataBoundConstructor
    public MillraceJobProperty() {
        // each field is optional
    }

    /** By the form: whether builds are recorded. */
    public boolean isCapture() {
        return own.isCapture();
    }

    /** By the form and by programs. */
    @DataBoundSetter
    public void setCapture(boolean capture) {
        own.setCapture(capture);
    }

    /** By the form: which stages deploy where. */
    public @Nullable String getDeployStages() {
        return own.getDeployStages();
    }

    /**
     * By the form and by programs.
     *
     * @throws hudson.model.Failure if a line is no rule
     */
    @DataBoundSetter
    public void setDeployStages(@Nullable String given) {
        own.setDeployStages(given);
    }

    OwnSettings own() {
        return own;
    }

    /** By Jenkins, which sets fields from what is on the disk and calls no constructor. */
    Object readResolve() {
        own = OwnSettings.saved(own, captureOff, deployStages);
        captureOff = null;
        deployStages = null;
        return this;
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
