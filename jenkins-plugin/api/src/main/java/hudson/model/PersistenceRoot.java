package hudson.model;

import java.io.File;

/** Signature only. */
public interface PersistenceRoot {
    File getRootDir();
}
