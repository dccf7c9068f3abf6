package dev.millrace.document;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A page in a real Chromium that a test can ask, and use with the keyboard. What its policy forbids is on its console. */
public final class Chromium implements AutoCloseable {

    private static final long SECONDS = 90;
    /** The key among the modifiers of an event. */
    private static final int SHIFT = 8;

    /** So many rows of a table show what a table can look like. */
    private static final int ROWS = 8;

    private static final JsonMapper JSON = new JsonMapper();

    private final Process process;
    private final WebSocket socket;
    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final List<String> console = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger next = new AtomicInteger();

    private Chromium(Process process, URI target) throws Exception {
        this.process = process;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(target, new Listener())
                .get(SECONDS, TimeUnit.SECONDS);
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            call(domain + ".enable", JSON.createObjectNode());
        }
    }

    /** Starts one; its files are in the folder. */
    public static Chromium start(Path folder, int width, int height) throws Exception {
        Path profile = folder.resolve("profile");
        Path port = profile.resolve("DevToolsActivePort");
        Process process = new ProcessBuilder(
                        browser(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--remote-debugging-port=0",
                        "--window-size=" + width + "," + height,
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("browser.log").toFile())
                .start();
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
            while (!Files.exists(port) || Files.readAllLines(port).size() < 2) {
                if (System.nanoTime() > end || !process.isAlive()) {
                    throw new IOException(
                            "the browser did not start: " + Files.readString(folder.resolve("browser.log")));
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
            String host = "127.0.0.1:" + Files.readAllLines(port).get(0);
            JsonNode pages = JSON.readTree(HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://" + host + "/json/list"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body());
            for (JsonNode page : pages) {
                if (page.path("type").asText().equals("page")) {
                    return new Chromium(
                            process,
                            URI.create(page.path("webSocketDebuggerUrl").asText()));
                }
            }
            throw new IOException("the browser has no page: " + pages);
        } catch (Exception e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** Loads a file, with a hash behind its name or an empty text, and waits until its scripts ran. */
    public Chromium open(Path file, String hash) throws Exception {
        call("Page.navigate", JSON.createObjectNode().put("url", "about:blank"));
        call("Page.navigate", JSON.createObjectNode().put("url", file.toUri() + hash));
        until("document.readyState === 'complete' && location.href.startsWith('file:')");
        return this;
    }

    /** Loads an address, and waits until its scripts ran. */
    public Chromium open(URI address) throws Exception {
        call("Page.navigate", JSON.createObjectNode().put("url", "about:blank"));
        call("Page.navigate", JSON.createObjectNode().put("url", address.toString()));
        until("document.readyState === 'complete' && location.href.startsWith('http')");
        return this;
    }

    /** Lets time pass that many times faster for the scripts of pages that are opened from now on. */
    public Chromium hurry(int times) throws Exception {
        call("Page.addScriptToEvaluateOnNewDocument", JSON.createObjectNode().put("source", """
                {
                  const factor = %d, now = Date.now, began = now(), repeat = window.setInterval;
                  Date.now = () => began + factor * (now() - began);
                  window.setInterval = (work, pause) => repeat(work, pause / factor);
                }
                """.formatted(times)));
        return this;
    }

    /** Light or dark. */
    public Chromium scheme(String name) throws Exception {
        ObjectNode media = JSON.createObjectNode();
        media.putArray("features")
                .addObject()
                .put("name", "prefers-color-scheme")
                .put("value", name);
        call("Emulation.setEmulatedMedia", media);
        return this;
    }

    /** The size of the window. */
    public Chromium size(int width, int height) throws Exception {
        call(
                "Emulation.setDeviceMetricsOverride",
                JSON.createObjectNode()
                        .put("width", width)
                        .put("height", height)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", false));
        return this;
    }

    /** What an expression is; a promise is waited for. */
    public JsonNode evaluate(String expression) throws Exception {
        JsonNode found = call(
                "Runtime.evaluate",
                JSON.createObjectNode()
                        .put("expression", expression)
                        .put("returnByValue", true)
                        .put("awaitPromise", true));
        if (found.has("exceptionDetails")) {
            throw new AssertionError(expression + " failed: " + found.path("exceptionDetails"));
        }
        return found.path("result").path("value");
    }

    /** Waits until an expression is true. */
    public Chromium until(String expression) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!evaluate(expression).asBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("after " + SECONDS + " s this is still not true: " + expression);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return this;
    }

    /** Presses a key of that name, such as Tab, Enter or a letter. */
    public Chromium press(String key) throws Exception {
        return press(key, false);
    }

    private Chromium press(String key, boolean shift) throws Exception {
        Map<String, Integer> codes = Map.of("Tab", 9, "Enter", 13, "Escape", 27, "ArrowRight", 39, "ArrowLeft", 37);
        ObjectNode event = JSON.createObjectNode().put("type", "keyDown").put("key", key);
        event.put("windowsVirtualKeyCode", codes.getOrDefault(key, (int) key.charAt(0)));
        event.put("modifiers", shift ? SHIFT : 0);
        if (key.equals("Enter")) {
            event.put("text", "\r");
        } else if (key.length() == 1) {
            event.put("text", key);
        }
        call("Input.dispatchKeyEvent", event);
        call("Input.dispatchKeyEvent", event.deepCopy().put("type", "keyUp"));
        return this;
    }

    /** Presses Tab until an element that fits the selector has the focus: whoever has no mouse can get there. */
    public Chromium tabTo(String selector) throws Exception {
        return tabTo(selector, false);
    }

    /** The same with Shift, from the end of the page. */
    public Chromium tabBackTo(String selector) throws Exception {
        return tabTo(selector, true);
    }

    private Chromium tabTo(String selector, boolean back) throws Exception {
        for (int i = 0; i < 400; i++) {
            press("Tab", back);
            if (evaluate("document.activeElement.matches(" + JSON.writeValueAsString(selector) + ")")
                    .asBoolean()) {
                return this;
            }
        }
        throw new AssertionError("Tab does not lead to " + selector);
    }

    /**
     * What axe-core finds in the parts of the page that fit the selector: what keeps people from using it. The module of the test has
     * axe-core on its class path. The rows of a table are alike: the first of them stand for all, and the page has no others
     * afterwards, since axe-core looks for milliseconds at each.
     */
    public List<String> violations(String selector) throws Exception {
        try (InputStream in = Objects.requireNonNull(Chromium.class.getResourceAsStream("/axe.min.js"), "axe-core")) {
            evaluate(new String(in.readAllBytes(), StandardCharsets.UTF_8) + ";true");
        }
        evaluate("document.querySelectorAll('tbody').forEach(body => [...body.rows].slice(" + ROWS
                + ").forEach(row => row.remove()))");
        JsonNode found = evaluate("axe.run(" + JSON.writeValueAsString(selector)
                + ", { resultTypes: ['violations'] }).then(all => all.violations.map(one => one.id + ': ' + one.nodes"
                + ".slice(0, 5).map(node => node.html.slice(0, 200) + ' ' + node.failureSummary).join(' | ')))");
        List<String> violations = new ArrayList<>();
        found.forEach(violation -> violations.add(violation.asText()));
        return violations;
    }

    /** What was loaded and logged since the start, other than the page itself. */
    public List<String> complaints() {
        List<String> all = new ArrayList<>(console);
        requests.stream()
                .filter(url -> !url.startsWith("file:") && !url.startsWith("about:") && !url.startsWith("data:"))
                .forEach(url -> all.add("requested " + url));
        return all;
    }

    /** Forgets what was loaded and logged until now. */
    public void forget() {
        console.clear();
        requests.clear();
    }

    /** The page as it would be printed. */
    public byte[] pdf() throws Exception {
        return Base64.getDecoder()
                .decode(call("Page.printToPDF", JSON.createObjectNode().put("printBackground", true))
                        .path("data")
                        .asText());
    }

    /** The page as it is seen, as PNG. */
    public byte[] screenshot() throws Exception {
        return Base64.getDecoder()
                .decode(call("Page.captureScreenshot", JSON.createObjectNode().put("format", "png"))
                        .path("data")
                        .asText());
    }

    private JsonNode call(String method, ObjectNode parameters) throws Exception {
        int id = next.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", parameters);
        socket.sendText(JSON.writeValueAsString(message), true).get(SECONDS, TimeUnit.SECONDS);
        try {
            JsonNode found = answer.get(SECONDS, TimeUnit.SECONDS);
            if (found.has("error")) {
                throw new AssertionError(method + " failed: " + found.path("error"));
            }
            return found.path("result");
        } catch (TimeoutException | ExecutionException e) {
            throw new AssertionError(method + " was not answered within " + SECONDS + " s", e);
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> all = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        process.destroy();
        try {
            // its own processes still write to the profile, which the test deletes next
            for (ProcessHandle one : all) {
                one.onExit().get(10, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                try {
                    accept(JSON.readTree(text.toString()));
                } catch (IOException e) {
                    console.add("not readable: " + text);
                }
                text.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }

        private void accept(JsonNode message) {
            JsonNode parameters = message.path("params");
            switch (message.path("method").asText()) {
                case "Log.entryAdded" ->
                    console.add(parameters.path("entry").path("text").asText());
                case "Runtime.exceptionThrown" ->
                    console.add(parameters.path("exceptionDetails").toString());
                case "Runtime.consoleAPICalled" ->
                    console.add(parameters.path("args").toString());
                case "Network.requestWillBeSent" ->
                    requests.add(parameters.path("request").path("url").asText());
                default ->
                    Optional.ofNullable(waiting.remove(message.path("id").asInt()))
                            .ifPresent(answer -> answer.complete(message));
            }
        }
    }

    /** A machine without a browser can do without these tests; CI cannot. */
    public static String browser() {
        Optional<String> found = Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
        if (found.isEmpty() && Boolean.getBoolean("millrace.ci")) {
            fail("CI must have a browser: install chromium");
        }
        return found.orElseGet(() -> abort(
                "no chromium, chromium-browser or google-chrome on the PATH: install" + " chromium to run this test"));
    }
}
