package hudson;

/** Signature only. */
public class PluginWrapper {
    private PluginWrapper() {}

    public boolean isActive() {
        throw new UnsupportedOperationException();
    }
}
