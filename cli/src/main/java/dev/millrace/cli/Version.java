package dev.millrace.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version of Millrace. It stands once, in the pom; the build writes it into the manifest of the jar. */
public final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"millrace " + version("(not packaged)")};
    }

    /** The version as a client of ours sees it. */
    static String number() {
        return version("unpackaged");
    }

    /** The version, and the user agent of Millrace's calls. */
    static String userAgent() {
        return "millrace/" + number();
    }

    private static String version(String otherwise) {
        return Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), otherwise);
    }
}
