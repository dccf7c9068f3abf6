package dev.millrace.github;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * The two addresses of a GitHub: that of its pages and that of its API. Either can be configured. Their shapes are
 * GitHub's own: github.com and tenants on ghe.com have a host for the API, an Enterprise Server has a path.
 */
public final class GitHubAddress {

    private static final String ENTERPRISE_REST = "/api/v3";
    private static final Pattern OWN_API_HOST = Pattern.compile("github\\.com|[a-z0-9-]+\\.ghe\\.com");

    private GitHubAddress() {}

    /** The address that people see. */
    public static URI shown(URI url) {
        String host = url.getHost().replaceFirst("^(www|api)\\.(?=(?:github|[a-z0-9-]+\\.ghe)\\.com$)", "");
        return OWN_API_HOST.matcher(host).matches()
                ? with(url, host, "")
                : with(url, url.getHost(), url.getPath().replaceFirst("/api(/v3|/graphql)?$", ""));
    }

    /** The REST API. */
    public static URI api(URI url) {
        URI shown = shown(url);
        return OWN_API_HOST.matcher(shown.getHost()).matches()
                ? with(shown, "api." + shown.getHost(), "")
                : with(shown, shown.getHost(), shown.getPath() + ENTERPRISE_REST);
    }

    private static URI with(URI url, String host, String path) {
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return URI.create(url.getScheme() + "://" + host + port + path);
    }
}
