package jenkins.scm.api;

/** Signature only. */
public abstract class SCMRevision {
    private SCMRevision() {}

    public final SCMHead getHead() {
        throw new UnsupportedOperationException();
    }
}
