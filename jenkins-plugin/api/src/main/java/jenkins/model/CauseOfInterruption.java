package jenkins.model;

/** Signature only. */
public abstract class CauseOfInterruption {
    public CauseOfInterruption() {}
}
