package dev.millrace.app.doctor;

import dev.millrace.collect.DoctorFinding;
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

    private static final String NOTHING_READ = "Nothing can be read from this site until this is fixed.";

    private Reachability() {}

    static DoctorFinding of(URI site, HttpException failure) {
        if (!(failure instanceof HttpConnectionException connection)) {
            return DoctorFinding.error("unusable-answer", host(site), line(failure), NOTHING_READ, "Check the URL.");
        }
        return switch (connection.kind()) {
            case UNKNOWN_HOST ->
                DoctorFinding.error(
                        "unknown-host",
                        host(site),
                        "the host name " + site.getHost() + " cannot be resolved",
                        NOTHING_READ,
                        "Check the URL for a typing mistake, and that this machine uses the name server that "
                                + "knows the host (VPN).");
            case REFUSED ->
                DoctorFinding.error(
                        "refused",
                        host(site),
                        "nothing answers at " + host(site),
                        NOTHING_READ,
                        "Check the port, that the server is running, and that no firewall blocks this " + "machine.");
            case TIMEOUT ->
                DoctorFinding.error(
                        "no-answer-in-time",
                        host(site),
                        host(site) + " did not answer in time",
                        NOTHING_READ,
                        "Check that no firewall drops the connection, and that the server is not overloaded.");
            case TLS -> tls(site, connection);
            case PROXY ->
                DoctorFinding.error(
                        "proxy-refused",
                        host(site),
                        "the proxy for " + host(site) + " refused the connection: " + line(connection),
                        NOTHING_READ,
                        "Check its log-in and what it allows: network.proxy in millrace.yml, or HTTPS_PROXY.");
            case BROKEN, INTERRUPTED ->
                DoctorFinding.error(
                        "broken-off",
                        host(site),
                        "the connection to " + host(site) + " was interrupted: " + line(connection),
                        NOTHING_READ,
                        "Check the port, and whether it is http or https; then try again.");
        };
    }

    private static DoctorFinding tls(URI site, HttpConnectionException failure) {
        if (has(failure, CertificateExpiredException.class)) {
            return tls(
                    "tls-expired",
                    site,
                    "the certificate of " + host(site) + " has expired",
                    "The administrator of the server must renew it.");
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
                    "the certificate of " + host(site) + " is for another name",
                    "Use the name in the certificate, or request a certificate for this name.");
        } else if (has(failure, CertPathBuilderException.class)) {
            return tls(
                    "tls-untrusted",
                    site,
                    "Java does not trust the issuer of the certificate of " + host(site)
                            + " (a private certificate authority, or a proxy that intercepts TLS)",
                    "Name the PEM file of the certificate authority in millrace.yml: network: {ca: FILE}.");
        } else if (said(failure).contains("Unsupported or unrecognized SSL message")
                || said(failure).contains("plaintext")) {
            return tls(
                    "tls-not-spoken",
                    site,
                    host(site) + " does not use TLS on this port",
                    "Check whether it is http instead of https, or another port.");
        }
        return tls(
                "tls", site, "no trusted connection to " + host(site) + ": " + line(failure), "Check the certificate.");
    }

    private static DoctorFinding tls(String code, URI site, String what, String action) {
        return DoctorFinding.error(code, host(site), what, NOTHING_READ, action);
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
