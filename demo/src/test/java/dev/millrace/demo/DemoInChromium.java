package dev.millrace.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.cli.Main;
import dev.millrace.cli.Millrace;
import dev.millrace.cli.Millrace.Run;
import dev.millrace.document.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The demo, a hub that reads its store, and a browser that is signed in there. */
final class DemoInChromium implements AutoCloseable {

    static final int WIDTH = 1280;
    static final int HEIGHT = 900;
    static final String CONFIG = "millrace-demo/millrace.yml";

    private static final Pattern LISTENS = Pattern.compile("listens on (http://127\\.0\\.0\\.1:\\d+)");
    private static final int SECONDS = 240;

    final Path folder;
    final Millrace millrace;
    final Chromium browser;
    final String hub;
    private final Process process;

    /** Runs all three in a folder, and waits until the home of the hub is complete. */
    DemoInChromium(Path folder) throws Exception {
        this.folder = folder;
        this.millrace = Millrace.in(folder);
        Run demo = DemoOnce.into(folder);
        assertThat(demo.exitCode()).as(demo.err()).isZero();
        String token = millrace.run("token", "create", "test", "--scope", "reports:read,views:read", "--config", CONFIG)
                .out()
                .lines()
                .reduce((one, last) -> last)
                .orElseThrow()
                .strip();
        this.process = serve();
        this.hub = address();
        this.browser = Chromium.start(folder, WIDTH, HEIGHT).size(WIDTH, HEIGHT);
        openHub(token);
    }

    Path demo(DemoArtifact artifact) {
        return folder.resolve("millrace-demo").resolve(artifact.file());
    }

    private Process serve() throws IOException {
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
                        CONFIG)
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
    private void openHub(String token) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        browser.evaluate("void (location.href = '" + hub + "/')");
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

    @Override
    public void close() {
        browser.close();
        process.destroy();
    }
}
