package dev.millrace.config;

import dev.millrace.http.NetworkSettings;
import dev.millrace.http.Secret;
import dev.millrace.words.FileWords;
import dev.millrace.words.Quoted;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the {@code network} part of {@code millrace.yml}. */
final class NetworkReader {

    private static final String PROXY_WANTED = "the address of the proxy, such as http://proxy.example.org:3128";
    private static final int HTTP_PORT = 80;

    private final SecretReader secrets;
    private final Path folder;

    NetworkReader(SecretReader secrets, Path folder) {
        this.secrets = secrets;
        this.folder = folder;
    }

    NetworkSettings read(YamlNode node) {
        return node.mapping("proxy", "noProxy", "ca", "hosts")
                .map(mapping -> new NetworkSettings(
                        route(mapping),
                        mapping.get("noProxy").map(NetworkReader::names).orElse(List.of()),
                        mapping.get("hosts").map(this::hosts).orElse(Map.of())))
                .orElseGet(NetworkSettings::none);
    }

    private Map<String, NetworkSettings.Route> hosts(YamlNode list) {
        Map<String, NetworkSettings.Route> hosts = new HashMap<>();
        for (YamlNode item : list.items("a host, such as \"- host: jira.example.org\"")) {
            item.mapping("host", "proxy", "ca")
                    .ifPresent(mapping -> mapping.require("host", "the name of the host")
                            .flatMap(YamlNode::text)
                            .ifPresent(host -> {
                                if (hosts.putIfAbsent(host.toLowerCase(Locale.ROOT), route(mapping)) != null) {
                                    item.error("host " + Quoted.of(host) + " is listed twice");
                                }
                            }));
        }
        return hosts;
    }

    private NetworkSettings.Route route(YamlNode.Mapping mapping) {
        return new NetworkSettings.Route(
                mapping.get("proxy").flatMap(this::proxy),
                mapping.get("ca").map(this::certificates).orElse(List.of()));
    }

    private Optional<NetworkSettings.Proxy> proxy(YamlNode node) {
        if (!node.isMapping()) {
            return node.text()
                    .flatMap(text -> text.equals("none")
                            ? Optional.of(new NetworkSettings.Straight())
                            : server(node, Optional.empty(), Optional.empty()));
        }
        return node.mapping("url", "user", "password").flatMap(mapping -> {
            Optional<String> user = mapping.get("user").flatMap(YamlNode::text);
            Optional<Secret> password = mapping.get("password").flatMap(secrets::passwordIfThere);
            if (mapping.get("password").isPresent() != mapping.get("user").isPresent()) {
                node.error("a log-in needs user and password");
            }
            return mapping.require("url", PROXY_WANTED).flatMap(url -> server(url, user, password));
        });
    }

    private static Optional<NetworkSettings.Proxy> server(
            YamlNode node, Optional<String> user, Optional<Secret> password) {
        Optional<URI> url = UrlReader.read(node);
        if (url.isPresent() && !"http".equals(url.get().getScheme())) {
            node.error("must begin with http://: Millrace connects to proxies over http, and through them "
                    + "with TLS to the host");
            return Optional.empty();
        }
        return url.map(address -> new NetworkSettings.Server(
                address.getHost(), address.getPort() < 0 ? HTTP_PORT : address.getPort(), user, password));
    }

    private static List<String> names(YamlNode node) {
        List<String> names = new ArrayList<>();
        node.items("a host, or the end of its name").forEach(item -> item.text().ifPresent(names::add));
        return names;
    }

    /** Every certificate of a PEM file. */
    private List<X509Certificate> certificates(YamlNode node) {
        List<X509Certificate> found = new ArrayList<>();
        String file = node.text().orElse("");
        if (file.isEmpty()) {
            return found;
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(folder.resolve(file)))) {
            CertificateFactory.getInstance("X.509")
                    .generateCertificates(in)
                    .forEach(one -> found.add((X509Certificate) one));
            if (found.isEmpty()) {
                node.error("holds no certificate; it must be a PEM file with lines -----BEGIN CERTIFICATE-----");
            }
        } catch (CertificateException e) {
            node.error("holds no certificate that can be read; it must be a PEM file with lines"
                    + " -----BEGIN CERTIFICATE-----");
        } catch (InvalidPathException e) {
            node.error("is not a valid path");
        } catch (IOException e) {
            node.error("cannot be read: " + FileWords.why(e));
        }
        return found;
    }
}
