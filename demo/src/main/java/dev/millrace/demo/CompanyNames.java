package dev.millrace.demo;

import dev.millrace.http.HttpCall;
import dev.millrace.http.HttpReply;
import dev.millrace.http.HttpTransport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;

/**
 * Leads the company's names to ports of this machine, as a hosts file would. So the collectors see the addresses that a company has,
 * and every run stores the same ones, whatever ports it gets.
 */
final class CompanyNames implements HttpTransport {

    private final HttpTransport wire;
    private final Map<String, URI> addresses;

    CompanyNames(HttpTransport wire, Map<String, URI> addresses) {
        this.wire = wire;
        this.addresses = Map.copyOf(addresses);
    }

    @Override
    public HttpReply send(HttpCall call) {
        URI asked = call.uri();
        URI address = addresses.get(asked.getHost());
        if (address == null) {
            throw new IllegalStateException("the demo asks nobody but itself, and this is " + asked.getHost());
        }
        String query = asked.getRawQuery() == null ? "" : '?' + asked.getRawQuery();
        URI local = URI.create(address + asked.getRawPath() + query);
        HttpReply reply = wire.send(new HttpCall(
                call.method(), local, call.headers(), call.authorization(), call.body(), call.repeatable()));
        try (InputStream body = reply.bytes()) {
            return new HttpReply(asked, reply.status(), reply.headers(), body.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory cannot fail", e);
        }
    }
}
