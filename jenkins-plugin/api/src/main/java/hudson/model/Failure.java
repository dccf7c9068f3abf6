package hudson.model;

/** Signature only, with its message for tests. */
public class Failure extends RuntimeException {
    public Failure(String message) {
        super(message);
    }
}
