package hudson.plugins.git;

import hudson.scm.ChangeLogSet;

/** Signature only. */
public class GitChangeSet extends ChangeLogSet.Entry {
    private GitChangeSet() {}

    public String getComment() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getMsg() {
        throw new UnsupportedOperationException();
    }
}
