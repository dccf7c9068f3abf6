package dev.millrace.document;

import java.util.List;
import java.util.Objects;

/**
 * What a reader has to know first. Every output begins with it, in these words and this order.
 *
 * @param caution what makes all figures doubtful, such as old data; the sentence begins with it. Empty if there is nothing
 * @param sentence the answer, in one to three plain sentences
 * @param steps what to do next, the most important first; may be empty
 * @param limits until when the data reach and how much of it has a figure, in small print on the same screen
 */
public record Headline(String caution, String sentence, List<Step> steps, List<Limit> limits) {

    /**
     * One thing to do.
     *
     * @param rule stable name of the rule that proposes it, for programs
     * @param what to do
     * @param evidence the numbers that say so
     * @param items the items that it is about, worst first; may be empty
     * @param section the id of the section that has the numbers in full
     * @param why the command that explains the number
     */
    public record Step(String rule, String what, String evidence, List<Cell> items, String section, String why) {
        /** Copies the list. */
        public Step {
            Objects.requireNonNull(rule, "rule");
            Objects.requireNonNull(what, "what");
            Objects.requireNonNull(evidence, "evidence");
            Objects.requireNonNull(section, "section");
            Objects.requireNonNull(why, "why");
            items = List.copyOf(items);
        }
    }

    /**
     * What a reader has to keep in mind.
     *
     * @param label what it is about
     * @param text what it says
     */
    public record Limit(String label, String text) {
        /** Validates. */
        public Limit {
            Objects.requireNonNull(label, "label");
            Objects.requireNonNull(text, "text");
        }
    }

    /** Copies the lists. */
    public Headline {
        Objects.requireNonNull(sentence, "sentence");
        if (!sentence.startsWith(caution)) {
            throw new IllegalArgumentException("a sentence begins with its caution, unlike: " + sentence);
        }
        steps = List.copyOf(steps);
        limits = List.copyOf(limits);
    }

    /** A headline without a caution. */
    public Headline(String sentence, List<Step> steps, List<Limit> limits) {
        this("", sentence, steps, limits);
    }

    /** The sentence for a place that says the caution already. */
    public String afterCaution() {
        return sentence.substring(caution.length()).strip();
    }

    /** The same with another sentence, where nothing can be done but what it says. */
    public Headline instead(String other) {
        return new Headline(other, List.of(), limits);
    }
}
