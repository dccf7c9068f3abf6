package hudson.model.queue;

/** Signature only. */
public final class WorkUnit {
    public final SubTask work;
    public final WorkUnitContext context;

    private WorkUnit() {
        throw new UnsupportedOperationException();
    }

    public boolean isMainWork() {
        throw new UnsupportedOperationException();
    }
}
