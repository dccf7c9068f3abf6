package hudson.security;

/** Signature only. */
public final class Permission {
    @Deprecated
    public static final Permission READ = new Permission();

    private Permission() {}
}
