package hudson.model;

import hudson.model.labels.LabelAtom;
import java.util.Collection;

/** Signature only. */
public abstract class Label extends Actionable {
    protected Label(String name) {}

    public abstract String getExpression();

    public static Label parseExpression(String labelExpression) {
        throw new UnsupportedOperationException();
    }

    public final boolean matches(Collection<LabelAtom> labels) {
        throw new UnsupportedOperationException();
    }
}
