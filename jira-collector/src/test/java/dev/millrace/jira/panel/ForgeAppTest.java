package dev.millrace.jira.panel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Forge app in a real Chromium, with a stand-in for Jira's bridge, on properties that the collector wrote; in light and dark, 320
 * pixels wide. Its pages come with the policy that Forge sends: nothing inline, nothing from elsewhere.
 */
class ForgeAppTest {

    private static final Instant NOW = PanelSamples.day(16);
    private static final Path APP = Path.of("forge-app");

    @TempDir
    private static Path folder;

    private static Path built;
    private static Map<String, String> properties;
    private static Map<String, JsonNode> shown;

    @BeforeAll
    static void show() throws IOException, InterruptedException {
        built = ForgeApp.build();
        properties = new HashMap<>(PanelSamples.properties());
        properties.put("newer", "{\"millrace\":\"flow/2\"}");
        properties.put("garbage", "[1, \"x\"]");
        properties.put(
                "forged",
                "{\"millrace\":\"flow/1\",\"status\":\"done\",\"created\":\"2026-10-01T08:00:00Z\",\"page\":\"javascript:alert(1)\","
                        + "\"cycles\":[{\"chain\":[{\"kind\":\"build\",\"key\":\"x\",\"began\":\"2026-10-01T08:00:00Z\","
                        + "\"url\":\"data:text/html,x\"},{\"kind\":{},\"key\":7}],\"flow\":\"no list\"}, 5],"
                        + "\"totals\":{\"active\":-5,\"waiting\":\"1e9\"},\"usual\":null,\"capture\":[]}");
        properties.putAll(PanelSamples.projects());
        List<String> samples = new ArrayList<>(properties.keySet());
        samples.addAll(List.of("absent", "project-absent", "settings"));
        shown = ForgeBrowser.show(built, properties, samples, NOW, folder);
    }

    @Test
    void axe_finds_nothing_in_any_sample_in_light_and_dark() {
        assertThat(shown).hasSizeGreaterThanOrEqualTo(2 * 17);
        assertThat(shown.values())
                .allSatisfy(page -> assertThat(page.path("violations"))
                        .as(page.path("sample").asText() + " "
                                + page.path("theme").asText())
                        .isEmpty());
    }

    @Test
    void nothing_is_wider_than_320_pixels_and_everything_is_reached_by_keyboard() {
        assertThat(shown.values()).allSatisfy(page -> {
            assertThat(page.path("wide").asBoolean()).as(name(page)).isFalse();
            assertThat(page.path("keyboard").asBoolean()).as(name(page)).isTrue();
        });
    }

    @Test
    void colours_are_those_of_the_theme() {
        assertThat(page("stuck", "light").path("background").asText()).isEqualTo("rgb(255, 255, 255)");
        assertThat(page("stuck", "dark").path("background").asText()).isEqualTo("rgb(31, 31, 33)");
    }

    @Test
    void stuck_issue_says_what_it_waits_for_since_when_and_what_is_usual() {
        assertThat(text("stuck"))
                .contains("Late: older than 85%")
                .contains("Waiting for review for 14 d. Usual here: 1 d.")
                .contains("Active 1 d · 7%", "Waiting 14 d · 93%")
                .contains("Half of the items done in 90 days needed at most 6 d 16 h, 85% at most 10 d.");
        assertThat(page("stuck", "light").path("labels").toString())
                .as("the bar in words")
                .contains("Of 15 d: Active 1 d, Waiting 14 d");
    }

    @Test
    void done_issue_shows_its_chain_with_links_and_the_waiting_between_tools() {
        JsonNode done = page("done", "light");

        assertThat(text("done"))
                .contains("Done after 4 d; half of the items here need at most 6 d 16 h.")
                .contains("Pull request acme/shop#98", "Build shop #124", "Deployment production")
                .containsPattern("waited \\d+ h.* before")
                .contains("Changes requested twice", "1 build or deployment run again")
                .contains("Complete until ");
        assertThat(done.path("links").toString())
                .contains("https://github.example.org/acme/shop/pull/98", "https://flow.example.org/items/TEST-1");
        assertThat(done.path("opened").toString())
                .as("a frame cannot open a tab itself")
                .isEqualTo("[[\"https://github.example.org/acme/shop/pull/98\",\"new-tab\"]]");
    }

    @Test
    void young_new_and_reopened_issues_are_told_apart() {
        assertThat(text("new"))
                .contains("Not started", "Not started: in “To do” for 16 d.")
                .doesNotContain("Efficiency");
        assertThat(text("reopened")).contains("Re-opened once");
        assertThat(text("plain")).contains("In the flow").doesNotContain("Half of the items", "Usual here");
    }

    @Test
    void incomplete_history_is_said_with_what_is_missing() {
        assertThat(text("incomplete"))
                .contains(
                        "Incomplete",
                        "9 of 12 changelog histories: the changelog ends in another status than Jira shows")
                .contains("2 sources were not read to the end");
        assertThat(text("stuck")).doesNotContain("Incomplete");
    }

    @Test
    void project_page_has_the_sentence_the_stages_with_the_constraint_and_what_is_late() {
        assertThat(text("project"))
                .contains("Flow of TEST", "In review holds the flow up: 80% of all waiting.")
                .contains("In review waiting, 7 in it", "half within ", "In the flow now, the oldest first")
                .contains("TEST-1 In review for ");
        assertThat(text("project-empty")).contains("Nothing is in the flow.").doesNotContain("Stages");
        assertThat(text("project-absent")).contains("No figures yet");
    }

    @Test
    void gadget_shows_the_oldest_five_of_a_project_that_its_settings_name() {
        assertThat(text("gadget")).contains("Flow of TEST", "and 2 more");
        assertThat(text("settings")).contains("Key of the project", "Save");
        assertThat(page("settings", "light").path("opened").toString())
                .isEqualTo("[[\"submit\",{\"project\":\"SHOP\"}]]");
    }

    @Test
    void monster_shows_its_totals_and_what_was_left_out() {
        assertThat(text("monster")).contains("left out: links, earlier cycles, chain, flow", "Active 600 d");
    }

    @Test
    void hostile_text_is_text() {
        JsonNode hostile = page("hostile", "light");

        assertThat(text("hostile"))
                .contains("</script><img src=x onerror=document.title='owned'> <b>…")
                .doesNotContain("\u202e");
        assertThat(hostile.path("title").asText()).isEqualTo("Flow");
        assertThat(hostile.path("scripts").asInt()).isZero();
    }

    @Test
    void forged_property_gives_no_link_and_no_figure_that_is_not_there() {
        assertThat(page("forged", "light").path("links").toString()).isEqualTo("[\"\"]".replace("\"\"", ""));
        assertThat(text("forged"))
                .contains("Done; when is not known.", "Build x")
                .doesNotContain("NaN", "undefined", "Active");
    }

    @Test
    void absent_unknown_and_broken_properties_are_said_in_words() {
        assertThat(text("absent")).contains("No figures yet");
        assertThat(text("newer")).contains("a form that this version of the app does not know");
        assertThat(text("garbage")).contains("not what Millrace writes");
    }

    @Test
    void no_sample_shows_what_a_program_says_instead_of_words() {
        assertThat(shown.values())
                .allSatisfy(page -> assertThat(page.path("text").asText())
                        .as(name(page))
                        .doesNotContain("NaN", "undefined", "null", "[object"));
    }

    @Test
    void manifest_lets_nothing_out_and_asks_for_one_scope() throws IOException {
        String manifest = Files.readString(APP.resolve("manifest.yml")).replaceAll("(?m)^ *#.*$", "");

        assertThat(manifest)
                .doesNotContain("external", "remotes", "function", "unsafe", "write:", "manage:", "storage");
        assertThat(manifest.lines().filter(line -> line.matches(" +- [a-z]+:[a-z-]+")))
                .containsExactly("    - read:jira-work");
        assertThat(manifest)
                .contains(
                        "jira:issueContext:",
                        "jira:issuePanel:",
                        "jira:projectPage:",
                        "jira:dashboardGadget:",
                        "jira:entityProperty:",
                        "propertyKey: millrace.flow");
    }

    @Test
    void manifest_is_valid_by_atlassians_own_checks_and_a_mistake_would_be_found()
            throws IOException, InterruptedException {
        Path wrong = ForgeApp.copy(built, folder.resolve("wrong"));
        Path manifest = wrong.resolve("manifest.yml");
        Files.writeString(manifest, Files.readString(manifest).replace("viewportSize: medium", "viewportSize: mediom"));

        List<String> said = ForgeApp.check(built, built, wrong).lines().toList();
        assertThat(said).contains(built.toAbsolutePath() + ": the manifest is valid");
        assertThat(said).contains(wrong.toAbsolutePath() + ": the manifest is invalid");
        assertThat(said)
                .anyMatch(line ->
                        line.startsWith(wrong.toAbsolutePath() + ": manifest.yml:") && line.contains("viewportSize"));
    }

    private static String text(String sample) {
        return page(sample, "light").path("text").asText();
    }

    private static JsonNode page(String sample, String theme) {
        return shown.get(sample + " " + theme);
    }

    private static String name(JsonNode page) {
        return page.path("sample").asText() + " " + page.path("theme").asText();
    }
}
