package io.jenkins.plugins.millrace.record;

import java.util.regex.Pattern;

/** Addresses of repositories as they may be kept: without the user and password that some people write into them. */
public final class Remotes {

    private static final Pattern USER_INFO = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*://)[^/]*@");

    private Remotes() {}

    /** The address without user and password; {@code git@host:path} has no password and stays as it is. */
    public static String withoutUser(String address) {
        return USER_INFO.matcher(address).replaceFirst("$1");
    }
}
