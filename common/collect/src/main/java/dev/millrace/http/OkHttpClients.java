package dev.millrace.http;

import dev.millrace.http.NetworkSettings.Server;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.CookieJar;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/** The only place that builds clients: time-outs, no cookies, the proxy of each host, and whom it trusts. */
final class OkHttpClients {

    private static final String LOG_IN = "Proxy-Authorization";

    private final Network network;
    private final OkHttpClient base;
    private final Map<List<X509Certificate>, OkHttpClient> byTrust = new ConcurrentHashMap<>();

    OkHttpClients(TransportSettings settings) {
        this.network = settings.network();
        this.base = new OkHttpClient.Builder()
                .connectTimeout(settings.connectTimeout())
                .readTimeout(settings.readTimeout())
                .writeTimeout(settings.readTimeout())
                .callTimeout(settings.callTimeout())
                .cookieJar(CookieJar.NO_COOKIES)
                // OkHttp would carry every header but Authorization along
                .followRedirects(false)
                .followSslRedirects(false)
                .proxySelector(new Selector(network))
                .proxyAuthenticator(this::loggedIn)
                .build();
    }

    /** The client for an address; all clients share threads and connections. */
    OkHttpClient of(URI address) {
        List<X509Certificate> ca = network.ca(String.valueOf(address.getHost()));
        return ca.isEmpty() ? base : byTrust.computeIfAbsent(ca, this::trusting);
    }

    /** Ends idle connections; calls under way end first. */
    void close() {
        base.dispatcher().executorService().shutdown();
        base.connectionPool().evictAll();
    }

    /** Sends the log-in to a proxy that requests it, once: a second request means that it is wrong. */
    private @Nullable Request loggedIn(@Nullable Route route, Response response) {
        if (route == null
                || response.request().header(LOG_IN) != null
                || !(route.proxy().address() instanceof InetSocketAddress address)) {
            return null;
        }
        return network.logIn(address.getHostString(), address.getPort())
                .map(server -> response.request()
                        .newBuilder()
                        .header(
                                LOG_IN,
                                Credentials.basic(
                                        server.user().orElse(""),
                                        server.password().map(Secret::reveal).orElse("")))
                        .build())
                .orElse(null);
    }

    private OkHttpClient trusting(List<X509Certificate> ca) {
        try {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            List<X509Certificate> all = new ArrayList<>(List.of(manager(null).getAcceptedIssuers()));
            all.addAll(ca);
            for (int i = 0; i < all.size(); i++) {
                trusted.setCertificateEntry(String.valueOf(i), all.get(i));
            }
            X509TrustManager manager = manager(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {manager}, null);
            return base.newBuilder()
                    .sslSocketFactory(context.getSocketFactory(), manager)
                    .build();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("certificates that were read before cannot be used", e);
        }
    }

    private static X509TrustManager manager(@Nullable KeyStore trusted) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager found) {
                return found;
            }
        }
        throw new GeneralSecurityException("this Java trusts no certificate of the usual kind");
    }

    /** Uses the configured network first, then the settings of the JVM. */
    private static final class Selector extends ProxySelector {

        private final Network network;

        Selector(Network network) {
            this.network = network;
        }

        @Override
        public List<Proxy> select(URI address) {
            Optional<NetworkSettings.Proxy> said = network.proxy(address);
            if (said.isEmpty()) {
                ProxySelector ofJvm = ProxySelector.getDefault();
                return ofJvm == null ? List.of(Proxy.NO_PROXY) : ofJvm.select(address);
            }
            return List.of(
                    said.get() instanceof Server server
                            ? new Proxy(
                                    Proxy.Type.HTTP, InetSocketAddress.createUnresolved(server.host(), server.port()))
                            : Proxy.NO_PROXY);
        }

        @Override
        public void connectFailed(URI address, SocketAddress proxy, IOException e) {
            // the call fails with it
        }
    }
}
