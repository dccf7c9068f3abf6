package dev.millrace.store;

import java.io.InputStream;

/** What was computed earlier and kept, see {@link Projections}. */
public interface Kept {

    /** Where the facts stood when it was computed. */
    FactMark mark();

    /**
     * Streams a part in pieces of a megabyte. Both this and the reading throw {@link StoreException} if there is no such part, or if
     * another process has replaced what was kept meanwhile: then compute it anew.
     */
    InputStream part(String name);
}
