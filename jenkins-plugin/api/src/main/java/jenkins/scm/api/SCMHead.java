package jenkins.scm.api;

/** Signature only. */
public class SCMHead {
    private SCMHead() {}

    public String getName() {
        throw new UnsupportedOperationException();
    }
}
