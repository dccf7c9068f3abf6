package hudson.model;

/** Signature only. */
public interface Describable<T extends Describable<T>> {}
