package dev.millrace.store.sqlite;

import dev.millrace.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/**
 * Refuses a SQLite file on a file system of another machine: locks and the shared memory of the log do not work there, and two
 * writers would damage the file without notice.
 */
public final class NetworkFileSystems {

    /** As the operating systems call them; of FUSE only what is known to be remote. */
    private static final Set<String> NAMES = Set.of(
            "nfs",
            "nfs3",
            "nfs4",
            "cifs",
            "smb",
            "smb2",
            "smb3",
            "smbfs",
            "afs",
            "afp",
            "afpfs",
            "webdav",
            "davfs",
            "fuse.davfs",
            "fuse.davfs2",
            "fuse.sshfs",
            "sshfs",
            "fuse.s3fs",
            "fuse.gcsfuse",
            "fuse.glusterfs",
            "glusterfs",
            "fuse.ceph",
            "ceph",
            "lustre",
            "gpfs",
            "9p",
            "ncpfs",
            "coda");

    /** Tells the type of the file system a path is on. */
    @FunctionalInterface
    interface Types {
        String of(Path existing) throws IOException;
    }

    private final Types types;

    NetworkFileSystems(Types types) {
        this.types = types;
    }

    public static NetworkFileSystems ofThisMachine() {
        return new NetworkFileSystems(existing -> Files.getFileStore(existing).type());
    }

    /**
     * Does nothing if the file is, or would be, on a disk of this machine.
     *
     * @throws StoreException if not
     */
    public void refuse(Path file) {
        Path existing = file;
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (existing == null) {
            return;
        }
        String type;
        try {
            type = types.of(existing).toLowerCase(Locale.ROOT);
        } catch (IOException e) {
            // a disk that does not say what it is may be a good one
            return;
        }
        if (NAMES.contains(type)) {
            throw new StoreException("the store " + file + " would lie on a network file system (" + type
                    + "), where locks do not work and the file would be damaged: name a file on a disk of this machine, or"
                    + " use PostgreSQL (see docs/operations.md)");
        }
    }
}
