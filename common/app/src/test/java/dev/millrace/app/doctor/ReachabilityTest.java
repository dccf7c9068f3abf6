package dev.millrace.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.collect.DoctorFinding;
import dev.millrace.http.HttpCall;
import dev.millrace.http.HttpConnectionException;
import dev.millrace.http.HttpConnectionException.Kind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;

/** Failures that are hard to have over real HTTP; {@code DoctorAcceptanceTest} has the others. */
class ReachabilityTest {

    private static final URI SITE = URI.create("https://jira.example.org:8443/jira");

    @Test
    void a_certificate_that_has_expired_or_is_not_valid_yet_or_is_that_of_another_name_is_told_apart() {
        assertThat(of(Kind.TLS, handshake(new CertificateExpiredException("NotAfter: 2020"))))
                .extracting(DoctorFinding::code, DoctorFinding::what)
                .containsExactly("tls-expired", "the certificate of jira.example.org:8443 has expired");
        assertThat(of(Kind.TLS, handshake(new CertificateNotYetValidException()))
                        .action())
                .isEqualTo("Check the clock of this machine.");
        assertThat(of(Kind.TLS, new SSLPeerUnverifiedException("Hostname not verified"))
                        .code())
                .isEqualTo("tls-other-name");
        assertThat(of(Kind.TLS, new SSLException("no cipher suites in common")).what())
                .contains("no cipher suites in common");
    }

    @Test
    void silence_and_a_broken_connection_are_told_apart() {
        assertThat(of(Kind.TIMEOUT, new InterruptedIOException("timeout")).code())
                .isEqualTo("no-answer-in-time");
        assertThat(of(Kind.BROKEN, new IOException("unexpected end of stream")).code())
                .isEqualTo("broken-off");
    }

    private static IOException handshake(Exception cause) {
        return (IOException) new SSLHandshakeException(cause.toString()).initCause(cause);
    }

    private static DoctorFinding of(Kind kind, IOException cause) {
        return Reachability.of(SITE, new HttpConnectionException(HttpCall.get(SITE), kind, cause));
    }
}
