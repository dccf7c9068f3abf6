package dev.millrace.store.sqlite;

import dev.millrace.files.OwnerOnly;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;
import org.sqlite.util.OSInfo;

/**
 * Where SQLite's native library lies. By itself the driver puts a copy into the temporary folder of all users at each start and
 * deletes copies of others there, so that two processes that start together may take it from each other. It is put once into a
 * folder of this user, whole, and found there afterwards.
 */
final class SqliteLibrary {

    private static final String PLACE = "org.sqlite.lib.path";
    private static final String NAME = "org.sqlite.lib.name";
    private static final String TEMPORARY = "org.sqlite.tmpdir";

    /** Class initialisation happens once, and whoever comes meanwhile waits for it. */
    private static final class Once {
        private static final boolean DONE = prepare();
    }

    private SqliteLibrary() {}

    /** Sees to it that the driver finds the library; called before the first connection. False if the driver is left to itself. */
    static boolean ready() {
        return Once.DONE;
    }

    private static boolean prepare() {
        String system = system();
        URL library = SQLiteJDBCLoader.class.getResource(
                "/org/sqlite/native/" + system + "/" + LibraryLoaderUtil.getNativeLibName());
        // who has set one of these knows better; a system without a library in the driver has one of its own
        if (library == null || System.getProperty(PLACE) != null || System.getProperty(TEMPORARY) != null) {
            return false;
        }
        try {
            Path place = install(
                    library,
                    cache(System.getenv("XDG_CACHE_HOME"), System.getProperty("user.home"))
                            .resolve(SQLiteJDBCLoader.getVersion())
                            .resolve(system),
                    LibraryLoaderUtil.getNativeLibName());
            System.setProperty(PLACE, String.valueOf(place.getParent()));
            System.setProperty(NAME, String.valueOf(place.getFileName()));
            return true;
        } catch (IOException | RuntimeException e) {
            return ofThisProcess();
        }
    }

    /** The driver's name for this system, such as {@code Linux/x86_64}. The driver starts a process to find out that it is no Android. */
    private static String system() {
        Path mapped = Path.of("/proc/self/maps");
        boolean usual = System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64")
                && System.getenv("ANDROID_ROOT") == null;
        try {
            // the C library of this process, by the same sign as the driver's
            return usual
                            && !Files.readString(mapped, StandardCharsets.ISO_8859_1)
                                    .contains("musl")
                    ? "Linux/x86_64"
                    : OSInfo.getNativeLibFolderPathForCurrentOS();
        } catch (IOException e) {
            return OSInfo.getNativeLibFolderPathForCurrentOS();
        }
    }

    /** Where nothing can be kept, such as for a user without a home: a folder that no other process knows. */
    private static boolean ofThisProcess() {
        try {
            Path folder = Files.createTempDirectory("millrace-sqlite");
            folder.toFile().deleteOnExit(); // registered before what will lie in it, and so deleted after that
            System.setProperty(TEMPORARY, folder.toString());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The folder for what can be made anew at any time. */
    static Path cache(@Nullable String asked, String home) {
        Path base = asked != null && Path.of(asked).isAbsolute() ? Path.of(asked) : Path.of(home, ".cache");
        return base.toAbsolutePath().resolve("millrace").resolve("sqlite");
    }

    /**
     * Puts the library into a folder, unless it lies there.
     *
     * @throws IOException if it cannot be put there, or if anybody else could change it there
     */
    static Path install(URL library, Path folder, String name) throws IOException {
        Files.createDirectories(folder, OwnerOnly.folder(folder));
        Path file = folder.resolve(name);
        URLConnection source = library.openConnection();
        source.setUseCaches(false);
        try (InputStream in = source.getInputStream()) {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    || Files.size(file) != source.getContentLengthLong()) {
                Path draft = Files.createTempFile(folder, name, ".unfinished");
                try {
                    Files.copy(in, draft, StandardCopyOption.REPLACE_EXISTING);
                    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                } finally {
                    Files.deleteIfExists(draft);
                }
            }
        }
        Path probe = Files.createTempFile(folder, "owner", "");
        try {
            for (Path part : new Path[] {folder, file}) {
                refuseOthers(part, probe);
            }
        } finally {
            Files.deleteIfExists(probe);
        }
        return file;
    }

    /** What others could change is not loaded. Whoever made the probe is this user. */
    private static void refuseOthers(Path path, Path probe) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view == null) {
            return; // Windows: the folder is the user's
        }
        PosixFileAttributes attributes = view.readAttributes();
        if (!attributes.owner().equals(Files.getOwner(probe, LinkOption.NOFOLLOW_LINKS))
                || attributes.permissions().contains(PosixFilePermission.GROUP_WRITE)
                || attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new IOException(path + " can be changed by others");
        }
    }
}
