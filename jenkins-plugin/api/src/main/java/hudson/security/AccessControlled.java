package hudson.security;

/** Signature only. */
public interface AccessControlled {
    default boolean hasPermission(Permission permission) {
        throw new UnsupportedOperationException();
    }

    default void checkPermission(Permission permission) {
        throw new UnsupportedOperationException();
    }
}
