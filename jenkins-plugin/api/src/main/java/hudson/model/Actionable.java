package hudson.model;

import java.util.List;

/** Signature only. */
public abstract class Actionable extends AbstractModelObject {
    public Actionable() {}

    public void addAction(Action action) {
        throw new UnsupportedOperationException();
    }

    public List<? extends Action> getActions() {
        throw new UnsupportedOperationException();
    }

    public <T extends Action> T getAction(Class<T> type) {
        throw new UnsupportedOperationException();
    }

    public <T extends Action> List<T> getActions(Class<T> type) {
        throw new UnsupportedOperationException();
    }
}
