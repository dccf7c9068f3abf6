package jenkins.widgets;

/** Signature only. */
public interface HasWidgets {}
