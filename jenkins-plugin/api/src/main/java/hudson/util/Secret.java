package hudson.util;

import java.io.Serializable;

/** Signature only. */
public final class Secret implements Serializable {
    private static final long serialVersionUID = 1L;

    private Secret() {}

    public String getPlainText() {
        throw new UnsupportedOperationException();
    }
}
