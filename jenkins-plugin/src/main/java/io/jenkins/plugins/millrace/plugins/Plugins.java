package io.jenkins.plugins.millrace.plugins;

import hudson.PluginWrapper;
import jenkins.model.Jenkins;

/** Which optional plugins this Jenkins has. Ask before touching a class that names their types. */
public final class Plugins {

    private Plugins() {}

    /** Pipeline. */
    public static boolean pipeline() {
        return has("workflow-api") && has("workflow-support") && has("workflow-step-api");
    }

    /** Git. */
    public static boolean git() {
        return has("git") && has("scm-api");
    }

    /** Metrics. */
    public static boolean metrics() {
        return has("metrics");
    }

    /** Folders. */
    public static boolean folders() {
        return has("cloudbees-folder");
    }

    /** Secret texts in the credentials store. */
    public static boolean secretTexts() {
        return has("credentials") && has("plain-credentials");
    }

    /** ECharts. */
    public static boolean charts() {
        return has("echarts-api");
    }

    private static boolean has(String name) {
        PluginWrapper plugin = Jenkins.get().getPluginManager().getPlugin(name);
        return plugin != null && plugin.isActive();
    }
}
