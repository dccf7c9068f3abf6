package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.millrace.cli.Millrace.Run;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hosts behind a proxy and with the certificate of a company's own CA, through the real command line. */
class NetworkAcceptanceTest {

    private static final String FACTS = "{\"millrace\":\"events/1\"}\n";
    private static final String PASSWORD = "s3cret-of-the-proxy";
    private static final String KEY_STORE_PASSWORD = "changeit";
    private static final String OF_ANN =
            "Basic " + Base64.getEncoder().encodeToString(("ann:" + PASSWORD).getBytes(StandardCharsets.UTF_8));

    @TempDir
    private Path directory;

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    @Test
    void http_goes_through_the_proxy_of_the_environment() throws Exception {
        LoopbackProxy proxy = proxy(plain(), "");

        Run run = Millrace.in(directory)
                .with("HTTP_PROXY", "http://127.0.0.1:" + proxy.port())
                .run("import", "http://jenkins.example.test/events.ndjson", "--store", "store.db");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(proxy.heads()).hasSize(1);
        assertThat(proxy.heads().get(0)).startsWith("GET http://jenkins.example.test/events.ndjson ");
    }

    @Test
    void log_in_at_the_proxy_comes_from_the_environment_and_is_shown_nowhere() throws Exception {
        LoopbackProxy proxy = proxy(plain(), OF_ANN);
        Millrace millrace =
                Millrace.in(directory).with("http_proxy", "http://ann:" + PASSWORD + "@127.0.0.1:" + proxy.port());

        Run run = millrace.run("import", "http://jenkins.example.test/e.ndjson", "--store", "store.db", "--debug");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(proxy.heads()).hasSize(2);
        assertThat(run.err() + run.out()).doesNotContain(PASSWORD, OF_ANN);
    }

    @Test
    void tls_goes_through_the_configured_proxy_to_a_host_whose_ca_is_named() throws Exception {
        LoopbackProxy proxy = proxy(secure("jenkins.example.test"), OF_ANN);
        Millrace millrace =
                Millrace.in(directory).with("PROXY_PASSWORD", PASSWORD).config("""
                jira: [{url: "https://jira.example.test"}]
                store: store.db
                network:
                  proxy: {url: "http://127.0.0.1:%d", user: ann, password: {env: PROXY_PASSWORD}}
                  hosts:
                    - host: jenkins.example.test
                      ca: ca.pem
                """.formatted(proxy.port()));

        Run trusted = millrace.run("import", "https://jenkins.example.test/e.ndjson");
        Run other = millrace.run("import", "https://other.example.test/e.ndjson");

        assertThat(trusted.exitCode()).as(trusted.err()).isZero();
        assertThat(proxy.heads().get(0)).startsWith("CONNECT jenkins.example.test:443 ");
        assertThat(other.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(other.err())
                .contains(
                        "no trusted connection; if the server's certificate comes from a private certificate authority, name its PEM file")
                .contains("through the proxy 127.0.0.1:" + proxy.port())
                .doesNotContain(PASSWORD);
    }

    @Test
    void sync_asks_jira_through_the_proxy_too() throws Exception {
        LoopbackProxy proxy = proxy(secure("jira.example.test"), "");
        Millrace millrace = Millrace.in(directory)
                .with("HTTPS_PROXY", "http://127.0.0.1:" + proxy.port())
                .config("jira: [{url: \"https://jira.example.test\"}]\nnetwork: {ca: ca.pem}\n");

        millrace.run("sync");

        assertThat(proxy.heads()).isNotEmpty().allMatch(head -> head.startsWith("CONNECT jira.example.test:443 "));
    }

    @Test
    void proxy_that_refuses_is_told_with_its_name_and_without_the_password() throws Exception {
        LoopbackProxy proxy = proxy(plain(), "Basic of-somebody-else");

        Run run = Millrace.in(directory)
                .with("HTTPS_PROXY", "http://ann:" + PASSWORD + "@127.0.0.1:" + proxy.port())
                .run("import", "https://jenkins.example.test/e.ndjson", "--store", "store.db");

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err())
                .contains(
                        "the proxy refused the connection; check its log-in",
                        "through the proxy 127.0.0.1:" + proxy.port())
                .doesNotContain(PASSWORD);
    }

    @Test
    void mistakes_of_the_configuration_are_told_with_their_places() throws Exception {
        Files.writeString(directory.resolve("no.pem"), "hello");
        Run run = Millrace.in(directory).config("""
                jira: [{url: "https://jira.example.test"}]
                network:
                  proxy: https://proxy.example.org
                  ca: missing.pem
                  hosts:
                    - {host: a.example.org, ca: no.pem}
                    - {host: a.example.org, proxy: none}
                """).run("status");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err())
                .contains("millrace.yml:3:10: network.proxy: must begin with http://")
                .contains("millrace.yml:4:7: network.ca: cannot be read: there is no such file")
                .contains("network.hosts[0].ca: holds no certificate")
                .contains("network.hosts[1]: host \"a.example.org\" is listed twice");
    }

    private LoopbackProxy proxy(int target, String logIn) throws IOException {
        LoopbackProxy proxy = new LoopbackProxy(target, logIn);
        open.add(proxy);
        return proxy;
    }

    private int plain() throws IOException {
        return serving(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    }

    private int secure(String host) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys(host))) {
            keys.load(in, KEY_STORE_PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, KEY_STORE_PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return serving(server);
    }

    private int serving(HttpServer server) {
        server.createContext("/", exchange -> {
            byte[] facts = FACTS.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, facts.length);
            exchange.getResponseBody().write(facts);
            exchange.close();
        });
        server.start();
        open.add(() -> server.stop(0));
        return server.getAddress().getPort();
    }

    /** Makes a CA and a certificate of that host, and lays the CA into {@code ca.pem}. */
    private Path keys(String host) throws Exception {
        keytool("-genkeypair", "-alias", "ca", "-dname", "CN=Company CA", "-ext", "bc:c");
        keytool("-exportcert", "-alias", "ca", "-rfc", "-file", "ca.pem");
        keytool("-genkeypair", "-alias", "host", "-dname", "CN=" + host);
        keytool("-certreq", "-alias", "host", "-file", "host.csr");
        keytool("-gencert", "-alias", "ca", "-ext", "san=dns:" + host, "-infile", "host.csr", "-outfile", "host.crt");
        keytool("-importcert", "-alias", "host", "-file", "host.crt");
        keytool("-delete", "-alias", "ca");
        return directory.resolve("keys.p12");
    }

    private void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", "keys.p12", "-storetype", "PKCS12", "-storepass", KEY_STORE_PASSWORD));
        if (arguments[0].equals("-genkeypair")) {
            command.addAll(List.of("-keyalg", "EC", "-validity", "30"));
        } else if (arguments[0].equals("-importcert")) {
            command.add("-noprompt");
        }
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.txt").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(directory.resolve("keytool.txt")))
                .isZero();
    }
}
