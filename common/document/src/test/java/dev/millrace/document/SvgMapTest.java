package dev.millrace.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.document.Document.Section;
import dev.millrace.document.StreamMap.Box;
import dev.millrace.document.StreamMap.Rung;
import dev.millrace.model.SegmentKind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SvgMapTest {

    private static final Box WORK = new Box("Coding", SegmentKind.ACTIVE, "5 h", List.of("85%: 9 h", "3 now"), "", "");
    private static final Box WAIT = new Box(
            "In review", SegmentKind.WAITING, "1 d", List.of("85%: 3 d", "9 now"), "40% back", "Constraint: 49%");

    @Test
    void boxes_stand_in_order_and_only_the_constraint_is_marked() {
        String page = page(List.of(WORK, WAIT), List.of());

        assertThat(Page.parse(page).text()).containsSubsequence("Coding", "5 h", "3 now", "In review", "↩ 40% back");
        assertThat(count(page, "mr-map-halo"))
                .as("one in each of the two drawings")
                .isEqualTo(2);
        assertThat(count(page(List.of(WORK, WORK), List.of()), "mr-map-halo")).isZero();
    }

    @Test
    void a_rung_is_as_long_as_its_part_of_the_time_and_active_time_lies_below() {
        String page = page(
                List.of(WORK, WAIT),
                List.of(
                        new Rung("Coding", SegmentKind.ACTIVE, 0.25, "1 h"),
                        new Rung("In review", SegmentKind.WAITING, 0.75, "3 h")));

        List<double[]> wide = rungs(page).subList(0, 2);
        assertThat(wide.get(0)[0] / wide.get(1)[0]).isBetween(0.32, 0.34);
        assertThat(wide.get(0)[1]).isGreaterThan(wide.get(1)[1]);
    }

    @Test
    void a_map_of_many_stages_grows_wider_instead_of_smaller() {
        List<Box> many = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            many.add(WORK);
        }

        assertThat(page(many, List.of())).contains("viewBox=\"0 0 2586 ");
        assertThat(page(List.of(WORK), List.of())).contains("viewBox=\"0 0 1216 ");
    }

    @Test
    void long_names_are_cut_and_hostile_ones_are_only_text() {
        Box hostile = new Box(
                "</text><script>alert(1)</script> and so on for ever and ever",
                SegmentKind.WAITING,
                "1 d",
                List.of("85%: 3 d"),
                "",
                "");
        String page = page(List.of(hostile), List.of());

        assertThat(page).doesNotContain("<script").contains("…");
    }

    private static String page(List<Box> boxes, List<Rung> rungs) {
        StreamMap map = new StreamMap("Value stream map", "two stages", boxes, rungs, List.of(), List.of(), "");
        return new HtmlRenderer()
                .render(new Document(
                        "t", "s", List.of(), List.of(), List.of(new Section("map", "Map", "", List.of(map)))));
    }

    /** Width and y of the bars, which are the only rectangles with a hint. */
    private static List<double[]> rungs(String page) {
        List<double[]> rungs = new ArrayList<>();
        Matcher found = Pattern.compile("</title><rect x=\"[^\"]*\" y=\"([^\"]*)\" width=\"([^\"]*)\" height=\"12\"")
                .matcher(page);
        while (found.find()) {
            rungs.add(new double[] {Double.parseDouble(found.group(2)), Double.parseDouble(found.group(1))});
        }
        return rungs;
    }

    private static int count(String page, String cssClass) {
        return page.split("class=\"" + cssClass + "\"", -1).length - 1;
    }
}
