package hudson.model;

import java.util.ArrayList;
import java.util.List;

/** Signature only, with a list of actions for tests. */
public abstract class Actionable extends AbstractModelObject {
    private final List<Action> actions = new ArrayList<>();

    public Actionable() {}

    public void addAction(Action action) {
        actions.add(action);
    }

    public List<? extends Action> getActions() {
        return actions;
    }

    public final List<? extends Action> getAllActions() {
        return actions;
    }

    public <T extends Action> T getAction(Class<T> type) {
        throw new UnsupportedOperationException();
    }

    public <T extends Action> List<T> getActions(Class<T> type) {
        throw new UnsupportedOperationException();
    }
}
