package hudson.util;

import java.io.IOException;
import org.kohsuke.stapler.HttpResponse;

/** Signature only, with what it says for tests. */
public class FormValidation extends IOException implements HttpResponse {
    private static final long serialVersionUID = 1L;

    FormValidation(String message) {
        super(message);
    }

    public static FormValidation ok() {
        return ok("");
    }

    public static FormValidation ok(String message) {
        return new FormValidation("OK " + message);
    }

    public static FormValidation warning(String message) {
        return new FormValidation("WARNING " + message);
    }

    public static FormValidation error(String message) {
        return new FormValidation("ERROR " + message);
    }
}
