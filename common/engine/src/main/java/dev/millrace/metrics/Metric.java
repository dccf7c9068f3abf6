package dev.millrace.metrics;

/**
 * What a metric is called and what it means, in a team lead's words. Every output takes its words from here. Each metric is there once and
 * equals only itself.
 */
public class Metric {

    private final String id;
    private final String label;
    private final String unit;
    private final String formula;
    private final String definition;
    private final String source;

    /**
     * A metric.
     *
     * @param id stable name for programs, such as {@code flow-time}
     * @param label what people read
     * @param unit what it is measured in
     * @param formula how it is computed, in one line; {@code docs/definitions.md} has the same line
     * @param definition what is counted, from where to where, and what is left out
     * @param source whose definition it is
     */
    public Metric(String id, String label, String unit, String formula, String definition, String source) {
        this.id = id;
        this.label = label;
        this.unit = unit;
        this.formula = formula;
        this.definition = definition;
        this.source = source;
    }

    /** What the other one says. */
    Metric(Metric text) {
        this(text.id, text.label, text.unit, text.formula, text.definition, text.source);
    }

    /** Stable name for programs. */
    public final String id() {
        return id;
    }

    /** What people read. */
    public final String label() {
        return label;
    }

    /** What it is measured in. */
    public final String unit() {
        return unit;
    }

    /** How it is computed, in one line. */
    public final String formula() {
        return formula;
    }

    /** What is counted, from where to where, and what is left out. */
    public final String definition() {
        return definition;
    }

    /** Whose definition it is. */
    public final String source() {
        return source;
    }

    @Override
    public final String toString() {
        return id;
    }
}
