package hudson.model;

import java.io.IOException;

/** Signature only. */
public interface Saveable {
    void save() throws IOException;
}
