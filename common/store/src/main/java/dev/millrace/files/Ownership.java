package dev.millrace.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;

/** Mode, owner and group of a file. */
public final class Ownership {

    private Ownership() {}

    /**
     * Gives them to another file, which is readable by its owner only before.
     *
     * @return false if that is not allowed; nobody else can read the other file then
     * @throws IOException if one of the files cannot be looked at
     */
    public static boolean carry(Path from, Path to) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(to, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view == null) {
            return true; // a file system without such things, as on Windows
        }
        PosixFileAttributes wanted = Files.readAttributes(from, PosixFileAttributes.class);
        PosixFileAttributes own = view.readAttributes();
        try {
            if (!wanted.group().equals(own.group())) {
                view.setGroup(wanted.group());
            }
            if (!wanted.owner().equals(own.owner())) {
                view.setOwner(wanted.owner());
            }
            view.setPermissions(wanted.permissions()); // last: others must not read it under a wrong group
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
