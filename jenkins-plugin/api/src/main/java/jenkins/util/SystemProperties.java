package jenkins.util;

/** Signature only; reads the JVM's own properties, which is what tests set. */
public class SystemProperties {
    private SystemProperties() {}

    public static boolean getBoolean(String name, boolean whenAbsent) {
        return Boolean.parseBoolean(System.getProperty(name, Boolean.toString(whenAbsent)));
    }
}
