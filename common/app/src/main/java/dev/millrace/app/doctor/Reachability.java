package dev.millrace.app.doctor;

import dev.millrace.collect.Finding;
import dev.millrace.http.HttpConnectionException;
import dev.millrace.http.HttpException;
import java.net.URI;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Says in plain words why a host gave no answer. */
final class Reachability {

    private static final String NOTHING_READ = "Nothing can be read from this site until then.";

    private Reachability() {}

    static Finding of(URI site, HttpException failure) {
        if (!(failure instanceof HttpConnectionException connection)) {
            return Finding.error("unusable-answer", host(site), line(failure), NOTHING_READ, "Check the URL.");
        }
        return switch (connection.kind()) {
            case UNKNOWN_HOST ->
                Finding.error(
                        "unknown-host",
                        host(site),
                        "the name " + site.getHost() + " has no address",
                        NOTHING_READ,
                        "Check the url for a typing mistake, and whether this machine may use the name server that knows it"
                                + " (VPN).");
            case REFUSED ->
                Finding.error(
                        "refused",
                        host(site),
                        "nothing answers at " + host(site),
                        NOTHING_READ,
                        "Check the port, whether the server is up, and whether a firewall lets this machine through.");
            case TIMEOUT ->
                Finding.error(
                        "no-answer-in-time",
                        host(site),
                        host(site) + " did not answer in time",
                        NOTHING_READ,
                        "Check whether a firewall drops the connection, or whether the server is overloaded.");
            case TLS -> tls(site, connection);
            case PROXY ->
                Finding.error(
                        "proxy-refused",
                        host(site),
                        "the proxy on the way to " + host(site) + " refused: " + line(connection),
                        NOTHING_READ,
                        "Check its log-in and what it lets through: network.proxy in millrace.yml, or HTTPS_PROXY.");
            case BROKEN, INTERRUPTED ->
                Finding.error(
                        "broken-off",
                        host(site),
                        "the connection to " + host(site) + " broke off: " + line(connection),
                        NOTHING_READ,
                        "Check the port and whether it is http or https; then try again.");
        };
    }

    private static Finding tls(URI site, HttpConnectionException failure) {
        if (has(failure, CertificateExpiredException.class)) {
            return tls(
                    "tls-expired",
                    site,
                    "the certificate of " + host(site) + " has expired",
                    "Whoever runs the server has to renew it.");
        } else if (has(failure, CertificateNotYetValidException.class)) {
            return tls(
                    "tls-not-yet-valid",
                    site,
                    "the certificate of " + host(site) + " is not valid yet",
                    "Check the clock of this machine.");
        } else if (has(failure, SSLPeerUnverifiedException.class)) {
            return tls(
                    "tls-other-name",
                    site,
                    "the certificate that answers at " + host(site) + " is that of another name",
                    "Use the name that the certificate is for, or have it issued for this one.");
        } else if (has(failure, CertPathBuilderException.class)) {
            return tls(
                    "tls-untrusted",
                    site,
                    "this Java does not trust who signed the certificate of " + host(site)
                            + " (a company's own authority, or a proxy that opens TLS)",
                    "Name the PEM file with the authority's certificate in millrace.yml: network: {ca: FILE}.");
        } else if (said(failure).contains("Unsupported or unrecognized SSL message")
                || said(failure).contains("plaintext")) {
            return tls(
                    "tls-not-spoken",
                    site,
                    host(site) + " does not speak TLS there",
                    "Is it http instead of https, or another port?");
        }
        return tls(
                "tls", site, "no trusted connection to " + host(site) + ": " + line(failure), "Check the certificate.");
    }

    private static Finding tls(String code, URI site, String what, String action) {
        return Finding.error(code, host(site), what, NOTHING_READ, action);
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        return cause(failure, type).isPresent();
    }

    private static Optional<Throwable> cause(Throwable failure, Class<? extends Throwable> type) {
        Throwable current = failure;
        for (int depth = 0; current != null && depth < 20; depth++) {
            if (type.isInstance(current)) {
                return Optional.of(current);
            }
            current = current.getCause();
        }
        return Optional.empty();
    }

    private static String said(Throwable failure) {
        StringBuilder said = new StringBuilder();
        Throwable current = failure;
        for (int depth = 0; current != null && depth < 20; depth++) {
            said.append(current.getMessage()).append('\n');
            current = current.getCause();
        }
        return said.toString();
    }

    static String host(URI site) {
        return site.getPort() < 0 ? String.valueOf(site.getHost()) : site.getHost() + ":" + site.getPort();
    }

    private static String line(Throwable failure) {
        return Objects.requireNonNullElse(failure.getMessage(), failure.toString());
    }
}
