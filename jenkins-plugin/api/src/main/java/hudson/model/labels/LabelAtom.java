package hudson.model.labels;

import hudson.model.Label;

/** Signature only. */
public class LabelAtom extends Label {
    public LabelAtom(String name) {
        super(name);
    }

    @Override
    public String getExpression() {
        throw new UnsupportedOperationException();
    }
}
