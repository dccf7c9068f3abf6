package io.jenkins.plugins.millrace.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.millrace.document.Chromium;
import dev.millrace.document.chart.ChartOptions;
import hudson.model.ReadableJob;
import io.jenkins.plugins.millrace.Builds;
import io.jenkins.plugins.millrace.record.RecordFile;
import io.jenkins.plugins.millrace.summary.JobSummaries;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a job in a real Chromium, under a policy stricter than that of Jenkins. */
class JobPageInChromiumTest {

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'";

    @TempDir
    Path home;

    private final Map<String, byte[]> files = new TreeMap<>();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        for (int i = 1; i <= 12; i++) {
            RecordFile.write(Files.createDirectories(home.resolve("builds/" + i)), Builds.numbered(i));
        }
        files.put("/css/millrace.css", Files.readAllBytes(Path.of("src/main/webapp/css/millrace.css")));
        files.put("/favicon.ico", new byte[0]);
        files.put("/charts.js", ChartOptions.drawing().getBytes(StandardCharsets.UTF_8));
        files.put("/echarts.js", resource("/META-INF/resources/_static/echarts/6.0.0/dist/echarts.common.min.js"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            byte[] body = files.getOrDefault(path, new byte[0]);
            exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
            exchange.getResponseHeaders()
                    .set(
                            "Content-Type",
                            path.endsWith(".js")
                                    ? "text/javascript"
                                    : path.endsWith(".css") ? "text/css" : "text/html; charset=utf-8");
            exchange.sendResponseHeaders(files.containsKey(path) ? 200 : 404, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void charts_are_drawn_with_the_plugin_of_echarts_and_are_tables_or_pictures_without() throws Exception {
        page("/drawn", true, "<script src='/echarts.js'></script><script src='/charts.js'></script>");
        page("/lost", true, "<script src='/charts.js'></script>");
        page("/without", false, "");
        try (Chromium browser = Chromium.start(home, 1280, 900)) {
            for (String scheme : List.of("light", "dark")) {
                browser.size(scheme.equals("dark") ? 360 : 1280, 900).scheme(scheme);
                open(browser, "/drawn");
                browser.until("document.querySelectorAll('.mr-drawn').length === 2");
                browser.until("document.querySelectorAll('.mr-chart canvas').length === 2"); // nobody scrolled
                browser.evaluate("document.querySelectorAll('.mr-chart').forEach(one => one.scrollIntoView())");
                picture(browser, "drawn-" + scheme);
                assertThat(browser.evaluate("document.querySelectorAll('.mr-drawn + details[open]').length")
                                .asInt())
                        .isZero();
                browser.evaluate("document.querySelector('.mr-chart').focus()");
                browser.press("ArrowRight");
                assertThat(browser.evaluate("document.querySelector('.mr-chart-value').textContent")
                                .asText())
                        .isEqualTo(
                                "#1: Whole build 1 min 40 s, Queue 7 s, Deploy to production 39 s, Build 25 s, Test 19 s");
                sound(browser);
            }
            open(browser, "/lost");
            assertThat(browser.evaluate("document.querySelectorAll('.mr-instead[open] tbody tr').length")
                            .asInt())
                    .as("12 builds, and 2 groups of results")
                    .isEqualTo(14);
            sound(browser);
            open(browser, "/without");
            assertThat(browser.evaluate("document.querySelectorAll('figure .mr-svg').length")
                            .asInt())
                    .isEqualTo(2);
            sound(browser);
            assertThat(browser.complaints()).allMatch(line -> line.startsWith("requested http://127.0.0.1:"));
        }
    }

    /** As {@code index.jelly} puts it together. */
    private void page(String path, boolean drawn, String scripts) {
        String content = Objects.requireNonNull(new MillraceJobAction(
                        new ReadableJob(home, true),
                        new JobSummaries(Runnable::run),
                        () -> Locale.ENGLISH,
                        () -> null,
                        () -> drawn)
                .getPage());
        files.put(
                path,
                ("<!DOCTYPE html><html lang='en'><head><title>Flow</title><meta name='viewport' content='width=device-width'>"
                                + "<link rel='stylesheet' href='/css/millrace.css'></head><body><main><h1>Flow</h1>"
                                + content
                                + scripts
                                + "</main></body></html>")
                        .getBytes(StandardCharsets.UTF_8));
    }

    private void open(Chromium browser, String path) throws Exception {
        browser.open(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path));
    }

    private static void picture(Chromium browser, String name) throws Exception {
        String folder = System.getProperty("millrace.pictures");
        if (folder != null) {
            Files.write(Path.of(folder).resolve("job-" + name + ".png"), browser.screenshot());
        }
    }

    private static void sound(Chromium browser) throws Exception {
        assertThat(browser.evaluate("document.documentElement.scrollWidth <= innerWidth")
                        .asBoolean())
                .isTrue();
        browser.evaluate(new String(resource("/axe.min.js"), StandardCharsets.UTF_8) + ";true");
        JsonNode found = browser.evaluate("axe.run().then(all => all.violations.map(one => one.id + ': ' + one.nodes"
                + ".slice(0, 3).map(node => node.html.slice(0, 200) + ' ' + node.failureSummary).join(' | ')))");
        List<String> violations = new ArrayList<>();
        found.forEach(violation -> violations.add(violation.asText()));
        assertThat(violations).isEmpty();
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(JobPageInChromiumTest.class.getResourceAsStream(name))) {
            return in.readAllBytes();
        }
    }
}
