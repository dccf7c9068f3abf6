package hudson.model;

import hudson.security.Permission;
import java.io.File;
import java.nio.file.Path;

/** A job that may be read or not, with its builds in a folder. It loads no build: that fails. */
@SuppressWarnings({"rawtypes", "unchecked"}) // no build of any type is needed
public final class ReadableJob extends Job {

    private final Path folder;
    private final boolean readable;

    /** One that the viewer may read or not. */
    public ReadableJob(Path folder, boolean readable) {
        this.folder = folder;
        this.readable = readable;
    }

    @Override
    public File getRootDir() {
        return folder.toFile();
    }

    @Override
    public File getBuildDir() {
        return folder.resolve("builds").toFile();
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
