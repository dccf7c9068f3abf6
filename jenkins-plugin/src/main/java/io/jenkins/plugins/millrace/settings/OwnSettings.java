package io.jenkins.plugins.millrace.settings;

import hudson.model.Failure;
import hudson.util.FormValidation;
import io.jenkins.plugins.millrace.record.DeployRules;
import org.jspecify.annotations.Nullable;

/** What a job or a folder sets for itself and for what is in it. Their properties hold one and have nothing else to decide. */
final class OwnSettings {

    private boolean captureOff;
    private @Nullable String deployStages;

    /** What is on the disk, in the form of today or in the former one, whose two values stood in the property itself. */
    static OwnSettings saved(@Nullable OwnSettings own, @Nullable Boolean captureOff, @Nullable String deployStages) {
        if (own != null) {
            return own;
        }
        OwnSettings read = new OwnSettings();
        read.captureOff = Boolean.TRUE.equals(captureOff);
        read.deployStages = deployStages;
        return read;
    }

    /** Whether builds are recorded; false beats what is set further out. */
    boolean isCapture() {
        return !captureOff;
    }

    void setCapture(boolean capture) {
        captureOff = !capture;
    }

    /** Which stages deploy where; these rules come before those further out. Null or empty if there are none. */
    @Nullable String getDeployStages() {
        return deployStages;
    }

    /**
     * Keeps rules.
     *
     * @throws Failure if a line is no rule
     */
    void setDeployStages(@Nullable String given) {
        String text = given == null ? "" : given.strip();
        try {
            DeployRules.of(text);
        } catch (IllegalArgumentException e) {
            throw new Failure(String.valueOf(e.getMessage()));
        }
        deployStages = text;
    }

    /** These rules; none if the stored ones cannot be read any more, which the form says. */
    DeployRules rules() {
        try {
            return deployStages == null ? DeployRules.NONE : DeployRules.of(deployStages);
        } catch (IllegalArgumentException e) {
            return DeployRules.NONE;
        }
    }

    /** What the form says of rules while they are typed. */
    static FormValidation validation(String value) {
        try {
            DeployRules.of(value);
            return FormValidation.ok();
        } catch (IllegalArgumentException e) {
            return FormValidation.error(String.valueOf(e.getMessage()));
        }
    }
}
