package hudson.model;

/** Signature only. */
public abstract class Descriptor<T> {
    protected Descriptor() {}

    public String getId() {
        throw new UnsupportedOperationException();
    }
}
