package jenkins.scm.api.metadata;

import hudson.model.InvisibleAction;

/** Signature only. */
public class ObjectMetadataAction extends InvisibleAction {
    ObjectMetadataAction(String signatureOnly) {}

    public String getObjectDisplayName() {
        throw new UnsupportedOperationException();
    }
}
