package dev.millrace.document;

import java.util.List;
import java.util.Objects;

/**
 * What is shown of one thing, as words, figures and drawings that every output shares. All texts are plain: an output escapes
 * them for itself.
 *
 * @param title what it is about
 * @param subtitle one line that narrows it down
 * @param facts what the figures depend on: window, filters, definition, instants
 * @param cards the figures to look at first
 * @param sections everything else, in the order of reading
 */
public record Document(String title, String subtitle, List<Fact> facts, List<Card> cards, List<Section> sections) {

    /** Copies the lists. */
    public Document {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(subtitle, "subtitle");
        facts = List.copyOf(facts);
        cards = List.copyOf(cards);
        sections = List.copyOf(sections);
    }

    /**
     * A label and its value.
     *
     * @param label what it is
     * @param value what it says
     */
    public record Fact(String label, Cell value) {
        /** A fact without a link. */
        public static Fact of(String label, String value) {
            return new Fact(label, Cell.text(value));
        }
    }

    /**
     * One key figure.
     *
     * @param id stable name for programs, such as {@code flow-time}
     * @param title what people call it
     * @param value the figure itself, or a word where there is none
     * @param caption what the value is of, with its spread
     * @param notes the number of items it is based on, and those left out with the reason
     * @param definition what is counted, from where to where
     */
    public record Card(String id, String title, String value, String caption, List<String> notes, String definition) {
        /** Copies the list. */
        public Card {
            notes = List.copyOf(notes);
        }
    }

    /**
     * A part under a heading.
     *
     * @param id stable name for programs and links
     * @param title the heading
     * @param definition what the figures in it mean; empty if there is nothing to define
     * @param blocks what it shows
     */
    public record Section(String id, String title, String definition, List<Block> blocks) {
        /** Copies the list. */
        public Section {
            blocks = List.copyOf(blocks);
        }
    }
}
