package org.jenkinsci.plugins.workflow.actions;

import java.util.Map;

/** Signature only. */
public class TagsAction implements PersistentAction {
    public TagsAction() {}

    public Map<String, String> getTags() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getIconFileName() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getUrlName() {
        throw new UnsupportedOperationException();
    }
}
