package hudson.tasks;

import hudson.model.Action;
import java.util.Map;

/** Signature only. */
public class Fingerprinter {
    private Fingerprinter() {}

    /** Signature only. */
    public static final class FingerprintAction implements Action {
        private FingerprintAction() {}

        public Map<String, String> getRecords() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getIconFileName() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getDisplayName() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getUrlName() {
            throw new UnsupportedOperationException();
        }
    }
}
