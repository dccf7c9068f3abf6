package hudson;

/** Signature only. */
public final class XmlFile {
    private XmlFile() {}
}
