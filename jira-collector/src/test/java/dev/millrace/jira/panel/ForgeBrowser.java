package dev.millrace.jira.panel;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Shows the built app in a Chromium, from a loopback server that sends Forge's policy with it. */
final class ForgeBrowser {

    private static final int SECONDS = 120;
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'";

    private final Path app;
    private final Map<String, String> properties;
    private final CompletableFuture<String> found = new CompletableFuture<>();

    private ForgeBrowser(Path app, Map<String, String> properties) {
        this.app = app;
        this.properties = properties;
    }

    /** What the harness found, by sample and theme. */
    static Map<String, JsonNode> show(
            Path app, Map<String, String> properties, List<String> samples, Instant now, Path folder)
            throws IOException, InterruptedException {
        ForgeBrowser site = new ForgeBrowser(app, properties);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", site::answer);
        server.start();
        Path log = folder.resolve("browser.log");
        String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/harness.html?now=" + now + "&samples="
                + String.join(",", samples);
        Process browser = new ProcessBuilder(
                        browser(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--enable-logging=stderr",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--remote-debugging-port=0",
                        address)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            JsonNode all = JsonMapper.builder().build().readTree(site.found.get(SECONDS, TimeUnit.SECONDS));
            Map<String, JsonNode> pages = new LinkedHashMap<>();
            for (JsonNode page : all) {
                if (page.has("failed")) {
                    fail(page.path("failed").asText());
                }
                pages.put(
                        page.path("sample").asText() + " " + page.path("theme").asText(), page);
            }
            List<String> forbidden = Files.readAllLines(log).stream()
                    .filter(line -> line.contains("Content Security Policy") || line.contains("Uncaught"))
                    .toList();
            if (!forbidden.isEmpty()) {
                fail("the browser complained: " + forbidden);
            }
            return pages;
        } catch (ExecutionException | TimeoutException e) {
            return fail("the browser found nothing within " + SECONDS + " s: " + Files.readString(log), e);
        } finally {
            browser.destroy();
            browser.waitFor(10, TimeUnit.SECONDS);
            server.stop(0);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/found")) {
            found.complete(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            send(exchange, 200, "text/plain", new byte[0]);
            return;
        }
        Optional<byte[]> content = content(path);
        if (path.startsWith("/app/")) {
            exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
        }
        send(exchange, content.isPresent() ? 200 : 404, type(path), content.orElse(new byte[0]));
    }

    private Optional<byte[]> content(String path) throws IOException {
        if (path.startsWith("/property/")) {
            return Optional.ofNullable(properties.get(path.substring("/property/".length())))
                    .map(text -> text.getBytes(StandardCharsets.UTF_8));
        } else if (path.equals("/axe.min.js")) {
            return Optional.of(Files.readAllBytes(app.resolve("node_modules/axe-core/axe.min.js")));
        } else if (path.equals("/app/index.html")) {
            // as Forge does: the bridge is there before the app's own script
            String page = Files.readString(app.resolve("dist/index.html"));
            return Optional.of(page.replace("<script src=", "<script src=\"/stand-in.js\"></script><script src=")
                    .getBytes(StandardCharsets.UTF_8));
        } else if (path.startsWith("/app/")) {
            return Optional.of(Files.readAllBytes(app.resolve("dist").resolve(path.substring("/app/".length()))));
        }
        try (InputStream resource = ForgeBrowser.class.getResourceAsStream(path.substring(1))) {
            return resource == null ? Optional.empty() : Optional.of(resource.readAllBytes());
        }
    }

    private static String type(String path) {
        return path.endsWith(".js")
                ? "text/javascript"
                : path.endsWith(".css")
                        ? "text/css"
                        : path.endsWith(".html") ? "text/html; charset=utf-8" : "text/plain";
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private static String browser() {
        Optional<String> found = Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
        if (found.isEmpty() && Boolean.getBoolean("millrace.ci")) {
            fail("CI must have a browser: install chromium");
        }
        return found.orElseGet(() -> abort("no chromium, chromium-browser or google-chrome on the PATH"));
    }
}
