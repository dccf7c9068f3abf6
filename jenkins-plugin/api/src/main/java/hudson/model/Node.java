package hudson.model;

import hudson.model.labels.LabelAtom;
import java.util.Set;

/** Signature only. */
public abstract class Node extends AbstractModelObject {
    private Node() {}

    Node(String signatureOnly) {}

    public abstract Mode getMode();

    public Set<LabelAtom> getAssignedLabels() {
        throw new UnsupportedOperationException();
    }

    /** Signature only. */
    public enum Mode {
        /** Signature only. */
        NORMAL,
        /** Signature only. */
        EXCLUSIVE
    }
}
