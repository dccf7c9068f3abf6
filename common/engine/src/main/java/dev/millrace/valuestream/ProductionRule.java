package dev.millrace.valuestream;

import java.util.Locale;

/** The rules that decide whether a deployment is to production; the first one that applies decides. */
public enum ProductionRule {
    /** The value-stream definition. */
    DEFINITION("the value-stream definition"),
    /** The flag of the tool, in a repository where any deployment has it. */
    FLAG("the tool's own flag"),
    /** The name of the environment, or of the stage that deploys. */
    NAME("the name");

    private final String label;

    ProductionRule(String label) {
        this.label = label;
    }

    /** What people read. */
    public String label() {
        return label;
    }

    /** The written form in exports. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
