package jenkins.model;

import hudson.PluginManager;
import hudson.model.Queue;

/** Signature only. */
public class Jenkins {
    private Jenkins() {}

    public static Jenkins get() {
        throw new UnsupportedOperationException();
    }

    public PluginManager getPluginManager() {
        throw new UnsupportedOperationException();
    }

    public Queue getQueue() {
        throw new UnsupportedOperationException();
    }

    public String getRootUrl() {
        throw new UnsupportedOperationException();
    }

    public String getLegacyInstanceId() {
        throw new UnsupportedOperationException();
    }
}
