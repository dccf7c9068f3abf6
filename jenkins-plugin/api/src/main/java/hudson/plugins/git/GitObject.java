package hudson.plugins.git;

/** Signature only. */
public class GitObject {
    GitObject() {}

    public String getName() {
        throw new UnsupportedOperationException();
    }
}
