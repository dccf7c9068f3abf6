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
public final class MillraceFolderProperty extends AbstractFolderProperty<AbstractFolder<?>> {

    private OwnSettings own = new OwnSettings();
    /** Where the two values stood until 1 December 2026; null once they are read. */
    private @Nullable Boolean captureOff;

    private @Nullable String deployStages;
    private @Nullable String stream;

    /** By the form and by programs. */
    @DataBoundConstructor
    public MillraceFolderProperty() {
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

    /** By the form: the id of the value stream at the hub that the jobs below work for; null or empty if none is named. */
    public @Nullable String getStream() {
        return stream;
    }

    /**
     * By the form and by programs.
     *
     * @throws hudson.model.Failure if it is no id of a value stream
     */
    @DataBoundSetter
    public void setStream(@Nullable String given) {
        stream = StreamId.checked(given);
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

        /** For the form: says that an id is none while it is typed. Reads nothing but what it is given. */
        @POST
        public FormValidation doCheckStream(@QueryParameter String value) {
            return StreamId.validation(value);
        }
    }
}
