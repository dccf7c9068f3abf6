package hudson.plugins.git;

/** Signature only. */
public class Branch extends GitObject {
    private Branch() {}
}
