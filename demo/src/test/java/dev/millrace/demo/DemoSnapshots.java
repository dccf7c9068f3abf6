package dev.millrace.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.document.Chromium;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;

/** Pictures of what a browser shows. */
record DemoSnapshots(Chromium browser) {

    /** One pixel in so many of each direction is looked at. */
    private static final int EACH = 4;

    /** The page in light and in dark. */
    void take(Path folder, String name) throws Exception {
        for (String scheme : List.of("light", "dark")) {
            browser.scheme(scheme);
            // what comes into view, or changes its colours, is drawn after the first frame
            browser.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done, 250)))");
            Files.write(folder.resolve(name + '-' + scheme + ".png"), browser.screenshot());
        }
    }

    /** The mean of the pixels, from 0 to 255; an empty page would be neither light nor dark for its scheme. */
    static int brightness(Path picture) throws IOException {
        BufferedImage image = Objects.requireNonNull(ImageIO.read(picture.toFile()), picture.toString());
        assertThat(image.getWidth()).isEqualTo(DemoInChromium.WIDTH);
        assertThat(image.getHeight()).isEqualTo(DemoInChromium.HEIGHT);
        long sum = 0;
        boolean varied = false;
        int first = image.getRGB(0, 0);
        for (int y = 0; y < DemoInChromium.HEIGHT; y += EACH) {
            for (int x = 0; x < DemoInChromium.WIDTH; x += EACH) {
                int pixel = image.getRGB(x, y);
                varied |= pixel != first;
                sum += ((pixel >> 16 & 255) + (pixel >> 8 & 255) + (pixel & 255)) / 3;
            }
        }
        assertThat(varied).as(picture + " shows something").isTrue();
        return (int) (sum * EACH * EACH / ((long) DemoInChromium.WIDTH * DemoInChromium.HEIGHT));
    }

    /** Much as GitHub shows it: headings, lists and tables. Its diagram, which GitHub draws with a script, is named in its place. */
    static Path stepSummary(Path summary, Path to) throws IOException {
        String markdown =
                Files.readString(summary).replaceAll("(?s)```mermaid.*?```", "(GitHub draws the timeline here.)");
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
                to,
                "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"color-scheme\" content=\"light dark\">"
                        + "<title>Step summary</title><style>body{font:16px/1.5 system-ui,sans-serif;max-width:980px;"
                        + "margin:2rem auto}table{border-collapse:collapse;table-layout:fixed;width:100%}td{border:1px solid #8886;padding:6px 13px}"
                        + "h1,h2{border-bottom:1px solid #8886;padding-bottom:.3em}</style>"
                        + body);
    }
}
