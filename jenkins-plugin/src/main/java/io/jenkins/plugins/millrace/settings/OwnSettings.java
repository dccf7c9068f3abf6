package io.jenkins.plugins.millrace.settings;

import hudson.model.Failure;
import hudson.util.FormValidation;
import io.jenkins.plugins.millrace.record.DeployRules;
import org.jspecify.annotations.Nullable;

/** What a job or a folder sets for itself and for what is in it. */
interface OwnSettings {

    /** Whether builds are recorded; false beats what is set further out. */
    boolean isCapture();

    /** Which stages deploy where; these rules come before those further out. Null or empty if there are none. */
    @Nullable String getDeployStages();

    /** These rules; none if the stored ones cannot be read any more, which the form says. */
    default DeployRules rules() {
        String text = getDeployStages();
        try {
            return text == null ? DeployRules.NONE : DeployRules.of(text);
        } catch (IllegalArgumentException e) {
            return DeployRules.NONE;
        }
    }

    /**
     * Rules as they are kept.
     *
     * @throws Failure if a line is no rule
     */
    static String checked(@Nullable String given) {
        String text = given == null ? "" : given.strip();
        try {
            DeployRules.of(text);
            return text;
        } catch (IllegalArgumentException e) {
            throw new Failure(String.valueOf(e.getMessage()));
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
