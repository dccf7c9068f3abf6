package dev.millrace.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.cli.Main;
import dev.millrace.cli.Millrace;
import dev.millrace.cli.Millrace.Run;
import dev.millrace.document.Chromium;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Takes pictures of what people see of the demo, in a real Chromium, light and dark: {@code docs/pictures DIR} keeps them. They are
 * no part of the repository, which holds no binaries; the picture in the README is text ({@link DemoPoster}).
 */
class PicturesTest {

    private static final Pattern LISTENS = Pattern.compile("listens on (http://127\\.0\\.0\\.1:\\d+)");
    private static final int SECONDS = 90;
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 900;

    @TempDir
    private Path folder;

    @Test
    void every_surface_of_the_demo_has_a_picture_in_light_and_dark() throws Exception {
        String asked = System.getProperty("millrace.pictures", "");
        Path to = asked.isEmpty() ? folder.resolve("pictures") : Path.of(asked).toAbsolutePath();
        Files.createDirectories(to);
        Millrace millrace = Millrace.in(folder);
        Run demo = DemoOnce.into(folder);
        assertThat(demo.exitCode()).as(demo.err()).isZero();
        String config = "millrace-demo/millrace.yml";
        Run portfolio = millrace.run(
                "report", "--portfolio", "--config", config, "--as-of", "2026-10-30", "--html", "portfolio.html");
        assertThat(portfolio.exitCode()).as(portfolio.err()).isZero();

        Map<String, Path> pages = new LinkedHashMap<>();
        pages.put("report", demo(DemoArtifact.REPORT));
        pages.put("portfolio", folder.resolve("portfolio.html"));
        pages.put("jira-panel", demo(DemoArtifact.JIRA_PANEL));
        pages.put("jenkins-card", demo(DemoArtifact.JENKINS_CARD));
        pages.put("github-step-summary", stepSummary());
        String token = millrace.run(
                        "token", "create", "pictures", "--scope", "reports:read,views:read", "--config", config)
                .out()
                .lines()
                .reduce((one, last) -> last)
                .orElseThrow()
                .strip();
        Process hub = hub(config);
        try (Chromium browser = Chromium.start(folder, WIDTH, HEIGHT)) {
            browser.size(WIDTH, HEIGHT);
            for (String scheme : List.of("light", "dark")) {
                browser.scheme(scheme);
                for (Map.Entry<String, Path> page : pages.entrySet()) {
                    browser.open(page.getValue(), "");
                    take(browser, to.resolve(page.getKey() + "-" + scheme + ".png"));
                }
                openHub(browser, address(), token);
                take(browser, to.resolve("hub-" + scheme + ".png"));
            }
        } finally {
            hub.destroy();
            hub.waitFor(SECONDS, TimeUnit.SECONDS);
        }
        for (String page : List.of("report", "portfolio", "jira-panel", "jenkins-card", "github-step-summary", "hub")) {
            int light = brightness(to.resolve(page + "-light.png"));
            int dark = brightness(to.resolve(page + "-dark.png"));
            assertThat(light).as(page + " is light").isGreaterThan(180);
            assertThat(dark).as(page + " is dark").isLessThan(90);
        }
    }

    private static void take(Chromium browser, Path picture) throws Exception {
        // charts come in with a movement
        TimeUnit.MILLISECONDS.sleep(700);
        Files.write(picture, browser.screenshot());
    }

    /** The mean of all pixels, from 0 to 255; an empty page would be neither light nor dark for its scheme. */
    private static int brightness(Path picture) throws IOException {
        BufferedImage image = Objects.requireNonNull(ImageIO.read(picture.toFile()), picture.toString());
        assertThat(image.getWidth()).isEqualTo(WIDTH);
        assertThat(image.getHeight()).isEqualTo(HEIGHT);
        long sum = 0;
        boolean varied = false;
        int first = image.getRGB(0, 0);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int pixel = image.getRGB(x, y);
                varied |= pixel != first;
                sum += ((pixel >> 16 & 255) + (pixel >> 8 & 255) + (pixel & 255)) / 3;
            }
        }
        assertThat(varied).as(picture + " shows something").isTrue();
        return (int) (sum / ((long) WIDTH * HEIGHT));
    }

    /** Much as GitHub shows it: headings, lists and tables. Its diagram, which GitHub draws with a script, is named in its place. */
    private Path stepSummary() throws IOException {
        String markdown = Files.readString(demo(DemoArtifact.GITHUB_SUMMARY))
                .replaceAll("(?s)```mermaid.*?```", "(GitHub draws the timeline here.)");
        StringBuilder body = new StringBuilder();
        for (String line : markdown.lines().toList()) {
            String text = line.replaceAll("\\\\([^A-Za-z0-9])", "$1").replaceAll("\\*\\*(.*?)\\*\\*", "<b>$1</b>");
            if (line.startsWith("#")) {
                int level = line.indexOf(' ');
                body.append("<h%d>%s</h%d>".formatted(level, text.substring(level + 1), level));
            } else if (line.startsWith("- ")) {
                body.append("<li>").append(text.substring(2)).append("</li>");
            } else if (line.startsWith("|-")) {
                continue;
            } else if (line.startsWith("|")) {
                String cells = text.substring(1, text.lastIndexOf('|')).replace("|", "<td>");
                body.append("<table><tr><td>").append(cells).append("</table>");
            } else {
                body.append("<p>").append(text).append("</p>");
            }
        }
        return Files.writeString(
                folder.resolve("summary.html"),
                "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"color-scheme\" content=\"light dark\">"
                        + "<title>Step summary</title><style>body{font:16px/1.5 system-ui,sans-serif;max-width:980px;"
                        + "margin:2rem auto}table{border-collapse:collapse;table-layout:fixed;width:100%}td{border:1px solid #8886;padding:6px 13px}"
                        + "h1,h2{border-bottom:1px solid #8886;padding-bottom:.3em}</style>"
                        + body);
    }

    private Process hub(String config) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Main.class.getName(),
                        "serve",
                        "--port",
                        "0",
                        "--read-only",
                        "--config",
                        config)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("hub.txt").toFile())
                .start();
    }

    private String address() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (System.nanoTime() < deadline) {
            Matcher listens = LISTENS.matcher(Files.readString(folder.resolve("hub.txt")));
            if (listens.find()) {
                return listens.group(1);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new AssertionError("the hub does not listen: " + Files.readString(folder.resolve("hub.txt")));
    }

    /** Opens the hub's home, signs in where it asks for a token, and waits until all reports on it are computed. */
    private static void openHub(Chromium browser, String address, String token) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        browser.evaluate("void (location.href = '" + address + "/')");
        while (System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(500);
            String seen = browser.evaluate("""
                    location.protocol === 'file:' || document.readyState !== 'complete' ? 'loading'
                        : document.querySelector('input[type=password]') ? 'sign-in'
                        : document.querySelector('main table') && !document.body.innerText.includes('being computed')
                            ? 'home' : 'computing'""").asText();
            switch (seen) {
                case "home" -> {
                    return;
                }
                case "sign-in" ->
                    browser.evaluate("const field = document.querySelector('input[type=password]'); field.value = '"
                            + token + "'; void field.form.requestSubmit()");
                case "computing" -> browser.evaluate("void location.reload()");
                default -> {
                    // the next look will tell
                }
            }
        }
        throw new AssertionError("the hub's home was not complete within " + SECONDS + " s");
    }

    private Path demo(DemoArtifact artifact) {
        return folder.resolve("millrace-demo").resolve(artifact.file());
    }
}
