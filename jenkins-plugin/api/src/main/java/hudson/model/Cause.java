package hudson.model;

/** Signature only. */
public abstract class Cause {
    public Cause() {}

    public abstract String getShortDescription();
}
