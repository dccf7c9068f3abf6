package io.jenkins.plugins.millrace.steps;

import hudson.Extension;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code millraceLink}: says which issue, pull request or artifact the build belongs to. */
public final class LinkStep extends NotingStep {

    private @Nullable String issue;
    private @Nullable String pr;
    private @Nullable String artifact;

    /** By the Pipeline. */
    @DataBoundConstructor
    public LinkStep() {
        // each part is optional
    }

    /** The key of an issue; null if it is not said. */
    public @Nullable String getIssue() {
        return issue;
    }

    /** By the Pipeline. */
    @DataBoundSetter
    public void setIssue(@Nullable String given) {
        this.issue = text("issue", given);
    }

    /** The number of a pull request; null if it is not said. */
    public @Nullable String getPr() {
        return pr;
    }

    /** By the Pipeline. */
    @DataBoundSetter
    public void setPr(@Nullable String given) {
        this.pr = text("pr", given);
    }

    /** An artifact, such as an image; null if it is not said. */
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
        if (issue == null && pr == null && artifact == null) {
            throw new IllegalArgumentException("millraceLink needs one of issue, pr and artifact");
        }
        return SaidAction.link(issue, pr, artifact);
    }

    /** What Pipeline calls it. */
    @Extension(optional = true)
    public static final class DescriptorImpl extends Named {

        /** By Jenkins. */
        public DescriptorImpl() {
            super("millraceLink", "Millrace: what this build belongs to");
        }
    }
}
