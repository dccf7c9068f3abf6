package hudson.model;

/** Signature only. */
public abstract class Cause {
    public Cause() {}

    public abstract String getShortDescription();

    /** Signature only. */
    public static class UserIdCause extends Cause {
        public UserIdCause(String userId) {}

        public String getUserId() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getShortDescription() {
            throw new UnsupportedOperationException();
        }
    }

    /** Signature only. */
    public static class UpstreamCause extends Cause {
        public UpstreamCause(Run<?, ?> run) {}

        public String getUpstreamProject() {
            throw new UnsupportedOperationException();
        }

        public int getUpstreamBuild() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getShortDescription() {
            throw new UnsupportedOperationException();
        }
    }
}
