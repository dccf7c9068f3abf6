package dev.millrace.document;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of one thing, as words, figures and drawings that every output shares. All texts are plain: an output escapes
 * them for itself.
 *
 * @param title what it is about
 * @param subtitle one line that narrows it down
 * @param headline what a reader has to know first; null if there is no more to it than the subtitle
 * @param facts what the figures depend on: window, filters, definition, instants
 * @param cards the figures to look at first
 * @param sections everything else, in the order of reading
 */
public record Document(
        String title,
        String subtitle,
        @Nullable Headline headline,
        List<Fact> facts,
        List<Card> cards,
        List<Section> sections) {

    /** Copies the lists. */
    public Document {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(subtitle, "subtitle");
        facts = List.copyOf(facts);
        cards = List.copyOf(cards);
        sections = List.copyOf(sections);
    }

    /** A document without a headline. */
    public Document(String title, String subtitle, List<Fact> facts, List<Card> cards, List<Section> sections) {
        this(title, subtitle, null, facts, cards, sections);
    }

    /**
     * A label and its value.
     *
     * @param label what it is
     * @param value what it says
     */
    public record Fact(String label, Cell value) {
        /** What a headline says as a limit. */
        static Fact of(Headline.Limit limit) {
            return of(limit.label(), limit.text());
        }

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
     * @param change against an earlier window; null if nothing was compared
     * @param trend how it went over the window; null if that is not shown
     */
    public record Card(
            String id,
            String title,
            String value,
            String caption,
            List<String> notes,
            String definition,
            @Nullable Change change,
            @Nullable Trend trend) {
        /** Copies the list. */
        public Card {
            notes = List.copyOf(notes);
        }

        /** A figure without a change and a trend. */
        public Card(String id, String title, String value, String caption, List<String> notes, String definition) {
            this(id, title, value, caption, notes, definition, null, null);
        }

        /** The same with these. */
        public Card with(@Nullable Change against, @Nullable Trend line) {
            return new Card(id, title, value, caption, notes, definition, against, line);
        }
    }

    /**
     * How a figure changed against an earlier window.
     *
     * @param verdict whether that is good
     * @param text by how much
     * @param interval how sure that is, which follows the text; empty if there is nothing to say
     */
    public record Change(Verdict verdict, String text, String interval) {

        /** Whether a change is good. */
        public enum Verdict {
            /** It improved. */
            BETTER,
            /** It got worse. */
            WORSE,
            /** It changed, which is neither good nor bad. */
            DIFFERENT,
            /** No change is shown. */
            SAME,
            /** One of the windows has no value. */
            UNKNOWN
        }

        /** Validates. */
        public Change {
            Objects.requireNonNull(verdict, "verdict");
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(interval, "interval");
        }

        /** A change of which nothing more is known. */
        public Change(Verdict verdict, String text) {
            this(verdict, text, "");
        }

        /** All of it. */
        public String words() {
            return text + interval;
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
