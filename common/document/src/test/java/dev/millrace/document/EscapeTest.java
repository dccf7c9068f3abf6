package dev.millrace.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class EscapeTest {

    @Test
    void html_cannot_be_left_by_any_sign_that_has_a_meaning_there() {
        assertThat(Escape.html("<a href='x'>&\"")).isEqualTo("&lt;a href=&#39;x&#39;&gt;&amp;&quot;");
    }

    @Test
    void what_controls_a_terminal_or_turns_the_reading_direction_is_replaced_everywhere() {
        String hostile = "a\u001B[2J\u0007\u009B31m\u202Eb\u2066c\u0000";
        String harmless = "a\uFFFD[2J\uFFFD\uFFFD31m\uFFFDb\uFFFDc\uFFFD";
        assertThat(Escape.terminal(hostile)).isEqualTo(harmless);
        assertThat(Escape.html(hostile)).isEqualTo(harmless);
        assertThat(Escape.markdown(hostile)).isEqualTo(harmless.replace("[", "\\["));
        for (String one : List.of("\u007F", "\u0085", "\u202A", "\u202E", "\u2066", "\u2069", "\uFFFE", "\uDC00")) {
            assertThat(Escape.html("a" + one)).as("alone").isEqualTo("a\uFFFD");
        }
        assertThat(Escape.html("a\u2028")).isEqualTo("a ");
    }

    @Test
    void letters_of_any_script_stay_as_they_are() {
        String text = "עברית العربية 漢字 ñ e\u0301 🚀";
        assertThat(Escape.terminal(text)).isEqualTo(text);
        assertThat(Escape.html(text)).isEqualTo(text);
        assertThat(Escape.markdown(text)).isEqualTo(text);
    }

    @Test
    void halves_of_characters_are_replaced_because_no_output_can_encode_them() {
        assertThat(Escape.html("\uD800x\uFFFE")).isEqualTo("\uFFFDx\uFFFD");
    }

    @Test
    void line_breaks_become_a_space_since_they_end_a_table_row() {
        assertThat(Escape.markdown("a\r\nb\u2028c\td")).isEqualTo("a  b c d");
    }

    @Test
    void markdown_makes_no_emphasis_link_table_html_or_formula_of_a_title() {
        assertThat(Escape.markdown("**b** _i_ ~~s~~ `c` [l](u) | <b> & $x$"))
                .isEqualTo("\\*\\*b\\*\\* \\_i\\_ \\~\\~s\\~\\~ \\`c\\` \\[l\\](u) \\| &lt;b\\> &amp; \\$x\\$");
    }

    @Test
    void markdown_begins_no_list_and_no_underline() {
        assertThat(Escape.markdown("- a")).isEqualTo("\\- a");
        assertThat(Escape.markdown(" + a - b")).isEqualTo(" \\+ a - b");
        assertThat(Escape.markdown("1. a. b")).isEqualTo("1\\. a. b");
        assertThat(Escape.markdown("12) a (b)")).isEqualTo("12\\) a (b)");
        assertThat(Escape.markdown("---")).isEqualTo("\\---");
        assertThat(Escape.markdown("=== a = b")).isEqualTo("\\=== a = b");
    }

    @Test
    void markdown_links_no_bare_address_and_mentions_nobody() {
        assertThat(Escape.markdown("https://x.example www.x.example WWW.x"))
                .isEqualTo("https\\://x.example www\\.x.example WWW\\.x");
        assertThat(Escape.markdown("@team #12 :smile:")).isEqualTo("@\u200Bteam \\#\u200B12 \\:smile:");
        assertThat(Escape.markdown("at 11:15:00, so: yes")).isEqualTo("at 11:15:00, so: yes");
    }

    @Test
    void an_address_cannot_end_its_markdown_link() {
        assertThat(Escape.markdownLink(URI.create("https://x.example/a?b=1&c=(2)")))
                .isEqualTo("https://x.example/a?b=1&amp;c=(2)");
    }

    @Test
    void a_name_in_a_diagram_keeps_letters_and_digits_only() {
        assertThat(Escape.mermaid("In review: `x`; \"y\" %%{init}%% <b> #35;")).isEqualTo("In review x y init b 35");
        assertThat(Escape.mermaid("漢字 (1/2), a-b_c.d")).isEqualTo("漢字 (1/2), a-b_c.d");
        assertThat(Escape.mermaid("::;;")).isEqualTo("-");
    }
}
