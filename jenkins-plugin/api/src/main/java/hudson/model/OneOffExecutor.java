package hudson.model;

/** Signature only. */
public class OneOffExecutor extends Executor {
    public OneOffExecutor(Computer owner) {
        super("signature only");
    }
}
