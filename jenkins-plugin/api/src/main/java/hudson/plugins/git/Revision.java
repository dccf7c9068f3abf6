package hudson.plugins.git;

import java.util.Collection;

/** Signature only. */
public class Revision {
    private Revision() {}

    public String getSha1String() {
        throw new UnsupportedOperationException();
    }

    public Collection<Branch> getBranches() {
        throw new UnsupportedOperationException();
    }
}
