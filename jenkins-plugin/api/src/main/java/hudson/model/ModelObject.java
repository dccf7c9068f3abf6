package hudson.model;

/** Signature only. */
public interface ModelObject {
    String getDisplayName();
}
