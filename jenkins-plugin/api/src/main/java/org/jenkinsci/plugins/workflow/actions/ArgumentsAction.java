package org.jenkinsci.plugins.workflow.actions;

import java.util.Map;

/** Signature only. */
public abstract class ArgumentsAction implements PersistentAction {
    public ArgumentsAction() {}

    public Map<String, Object> getFilteredArguments() {
        throw new UnsupportedOperationException();
    }
}
