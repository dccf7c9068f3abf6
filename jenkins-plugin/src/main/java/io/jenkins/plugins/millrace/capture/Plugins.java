package io.jenkins.plugins.millrace.capture;

import hudson.PluginWrapper;
import jenkins.model.Jenkins;

/** Which optional plugins this Jenkins has. Ask before touching a class that names their types. */
final class Plugins {

    private Plugins() {}

    static boolean pipeline() {
        return has("workflow-api") && has("workflow-support") && has("workflow-step-api");
    }

    static boolean git() {
        return has("git") && has("scm-api");
    }

    static boolean metrics() {
        return has("metrics");
    }

    private static boolean has(String name) {
        PluginWrapper plugin = Jenkins.get().getPluginManager().getPlugin(name);
        return plugin != null && plugin.isActive();
    }
}
