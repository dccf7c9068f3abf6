package io.jenkins.plugins.millrace.settings;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import com.cloudbees.hudson.plugins.folder.AbstractFolderProperty;
import com.cloudbees.hudson.plugins.folder.AbstractFolderPropertyDescriptor;
import hudson.Extension;
import hudson.util.FormValidation;
import org.jenkinsci.Symbol;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What a folder, a multibranch project or an organisation folder sets for the jobs below it. Needs the folder plugin. Who may configure it may change this. */
public final class MillraceFolderProperty extends AbstractFolderProperty<AbstractFolder<?>> implements OwnSettings {

    private boolean captureOff;
    private @Nullable String deployStages;

    /** By the form and by programs. */
    @DataBoundConstructor
    public MillraceFolderProperty() {
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
    @Extension(optional = true)
    @Symbol("millrace")
    public static final class DescriptorImpl extends AbstractFolderPropertyDescriptor {

        @Override
        public String getDisplayName() {
            return "Millrace";
        }

        /** For the form: says which line is no rule while it is typed. Reads nothing but what it is given. */
        @POST
        public FormValidation doCheckDeployStages(@QueryParameter String value) {
            return OwnSettings.validation(value);
        }
    }
}
