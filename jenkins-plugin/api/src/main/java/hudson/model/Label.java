package hudson.model;

/** Signature only. */
public abstract class Label extends Actionable {
    Label() {}

    public abstract String getExpression();
}
