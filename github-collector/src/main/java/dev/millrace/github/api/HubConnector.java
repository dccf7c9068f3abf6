package dev.millrace.github.api;

import dev.millrace.collect.SourceException;
import dev.millrace.http.Authorization;
import dev.millrace.http.HttpCall;
import dev.millrace.http.HttpReply;
import dev.millrace.http.HttpStatusException;
import dev.millrace.http.HttpTransport;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubAbuseLimitHandler;
import org.kohsuke.github.GitHubBuilder;
import org.kohsuke.github.GitHubRateLimitHandler;
import org.kohsuke.github.RateLimitChecker;
import org.kohsuke.github.extras.okhttp3.OkHttpGitHubConnector;

/**
 * Connects the GitHub client library to our transport, through its OkHttp connector: its calls use the same budget per
 * host, retries and error messages as all others, and it never sees the token.
 */
public final class HubConnector implements Interceptor {

    /** What OkHttp or our transport sets by itself; credentials come from the settings. */
    private static final Set<String> NOT_COPIED =
            Set.of("authorization", "host", "accept-encoding", "user-agent", "connection", "content-length");

    private final URI apiUrl;
    private final Authorization token;
    private final HttpTransport transport;

    private HubConnector(URI apiUrl, Authorization token, HttpTransport transport) {
        this.apiUrl = apiUrl;
        this.token = token;
        this.transport = transport;
    }

    /** The library's client for that API. Sends nothing before it is used. */
    public static GitHub connect(URI apiUrl, Authorization token, HttpTransport transport) {
        OkHttpClient client = new OkHttpClient.Builder()
                .addInterceptor(new HubConnector(apiUrl, token, transport))
                .build();
        try {
            return new GitHubBuilder()
                    .withEndpoint(apiUrl.toString())
                    .withConnector(new OkHttpGitHubConnector(client))
                    // limits do not get this far: our transport has waited for them, or has ended the run
                    .withRateLimitHandler(GitHubRateLimitHandler.FAIL)
                    .withAbuseLimitHandler(GitHubAbuseLimitHandler.FAIL)
                    .withRateLimitChecker(RateLimitChecker.NONE)
                    .build();
        } catch (IOException e) {
            throw new SourceException("cannot use the GitHub API at " + apiUrl + ": " + e.getMessage());
        }
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        URI uri = request.url().uri();
        if (!request.method().equals("GET")) {
            throw new IOException("the GitHub collector only reads, and this is a " + request.method());
        }
        if (!isOurs(request.url())) {
            throw new SourceException("GitHub's answer leads to " + uri.getScheme() + "://" + uri.getAuthority()
                    + ", but the API is configured as " + apiUrl + ". The token is not sent there; check the API URL");
        }
        HttpCall call = HttpCall.get(uri).with(token);
        for (String name : request.headers().names()) {
            if (!NOT_COPIED.contains(name.toLowerCase(Locale.ROOT))) {
                for (String value : request.headers().values(name)) {
                    call = call.withHeader(name, value);
                }
            }
        }
        HttpReply reply = transport.send(call);
        if (!reply.isSuccess()) {
            throw new HttpStatusException(call, reply, new GitHubAdvice());
        }
        return response(request, reply);
    }

    private boolean isOurs(HttpUrl url) {
        HttpUrl ours = HttpUrl.get(apiUrl.toString());
        return url.scheme().equals(ours.scheme()) && url.host().equals(ours.host()) && url.port() == ours.port();
    }

    private static Response response(Request request, HttpReply reply) throws IOException {
        Headers.Builder headers = new Headers.Builder();
        reply.headers().forEach(headers::addUnsafeNonAscii);
        MediaType type =
                reply.headers().first("Content-Type").map(MediaType::parse).orElse(null);
        try (InputStream body = reply.bytes()) {
            return new Response.Builder()
                    .request(request)
                    .protocol(Protocol.HTTP_1_1)
                    .code(reply.status())
                    .message("")
                    .headers(headers.build())
                    .body(ResponseBody.create(body.readAllBytes(), type))
                    .build();
        }
    }
}
