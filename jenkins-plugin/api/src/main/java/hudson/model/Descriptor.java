package hudson.model;

/** Signature only; keeps nothing. */
public abstract class Descriptor<T extends Describable<T>> {
    protected Descriptor(Class<? extends T> type) {}

    protected Descriptor() {}

    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    public String getId() {
        throw new UnsupportedOperationException();
    }

    public synchronized void save() {}

    public synchronized void load() {}
}
