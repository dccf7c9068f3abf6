package dev.millrace.cli.failure;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says why a connection failed, where none of our own failures has said it with the address. */
final class NetworkWords {

    private NetworkWords() {}

    /** The sentence; null if it is not about the network. */
    static @Nullable String of(IOException e) {
        if (e instanceof UnknownHostException) {
            return "the host " + e.getMessage() + " is not known: check the address and the network";
        } else if (e instanceof BindException) {
            return "cannot listen on a port (" + e.getMessage()
                    + "): another program uses it, or the address does not belong to this machine";
        } else if (e instanceof ConnectException || e instanceof PortUnreachableException) {
            return "nothing answers (" + e.getMessage() + "): check the address, and that the server is running";
        } else if (e instanceof NoRouteToHostException) {
            return "the host cannot be reached (" + e.getMessage()
                    + "): check the network, and whether a proxy is needed";
        } else if (e instanceof SSLException) {
            return "no trusted connection (" + e.getMessage()
                    + "): check that the certificate of the server is trusted (millrace doctor finds the "
                    + "cause)";
        } else if (e instanceof SocketTimeoutException || e instanceof HttpTimeoutException) {
            return "no answer in time: check the network, and try again";
        } else if (e instanceof SocketException || e instanceof ProtocolException) {
            return "the connection was interrupted (" + e.getMessage() + "): try again";
        }
        return null;
    }
}
