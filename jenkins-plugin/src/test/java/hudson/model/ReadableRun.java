package hudson.model;

import hudson.security.Permission;

/** A build whose job may be read or not. It stands in this package because the compile-only type can be extended only here. */
@SuppressWarnings({"rawtypes", "unchecked"}) // no job of any type is needed
public final class ReadableRun extends Run {

    private final boolean readable;

    /** One that the viewer may read or not. */
    public ReadableRun(boolean readable) {
        this.readable = readable;
    }

    @Override
    public boolean hasPermission(Permission permission) {
        return readable;
    }

    @Override
    public void checkPermission(Permission permission) {
        if (!readable) {
            throw new SecurityException("no permission");
        }
    }
}
