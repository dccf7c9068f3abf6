package dev.millrace.jira;

import static dev.millrace.jira.TestIssue.issue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.collect.SyncKernel;
import dev.millrace.collect.SyncListener;
import dev.millrace.collect.SyncStoppedException;
import dev.millrace.fake.LoopbackServer;
import dev.millrace.fake.Request;
import dev.millrace.fake.Response;
import dev.millrace.fake.jira.JiraCloudFake;
import dev.millrace.http.Credentials;
import dev.millrace.http.OkHttpTransport;
import dev.millrace.http.Secret;
import dev.millrace.http.TransportSettings;
import dev.millrace.model.ToolInstance;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A service account that logs in by OAuth 2.0, over real HTTP. */
class ServiceAccountTest {

    private static final String SECRET = "s3cr3t&more";

    private final OkHttpTransport transport = new OkHttpTransport(TransportSettings.standard("millrace-test"));
    private final JiraCloudFake jira = JiraCloudFake.empty();
    private final List<Request> logins = new ArrayList<>();
    private Response issued = Response.of(200, "{\"access_token\":\"t0k3n\",\"expires_in\":3600}");
    private final LoopbackServer tokens = new LoopbackServer(
            request -> {
                logins.add(request);
                return issued;
            },
            (request, answer) -> {});

    @AfterEach
    void close() {
        jira.close();
        tokens.close();
        transport.close();
    }

    @Test
    void token_is_requested_once_and_sent_with_every_call() {
        jira.requireAuthorization("Bearer t0k3n");
        jira.put(issue("1", "ABC-1").json());
        FactRecorder store = new FactRecorder();

        SyncKernel.ofPages(store).run(source(), SyncListener.silent());

        assertThat(store.keys()).containsExactly("ABC-1");
        assertThat(logins).hasSize(1);
        assertThat(logins.get(0).body())
                .isEqualTo("grant_type=client_credentials&client_id=acme&client_secret=s3cr3t%26more");
    }

    @Test
    void token_that_lives_too_short_is_requested_again() {
        issued = Response.of(200, "{\"access_token\":\"t0k3n\",\"expires_in\":0}");
        jira.requireAuthorization("Bearer t0k3n");

        SyncKernel.ofPages(new FactRecorder()).run(source(), SyncListener.silent());

        assertThat(logins).hasSizeGreaterThan(2);
    }

    @Test
    void refusal_names_the_setting_and_the_scopes_and_never_the_secret() {
        issued = Response.of(401, "{\"error\":\"invalid_client\",\"error_description\":\"" + SECRET + "\"}");

        assertThatExceptionOfType(SyncStoppedException.class)
                .isThrownBy(() -> SyncKernel.ofPages(new FactRecorder()).run(source(), SyncListener.silent()))
                .withMessageContaining("HTTP 401")
                .withMessageContaining("No access token was issued")
                .withMessageContaining("jira[0].clientSecret")
                .withMessageContaining("read:jira-work")
                .withMessageNotContaining(SECRET);
    }

    private JiraSource source() {
        Credentials client = new Credentials.Client(
                "acme", new Secret(SECRET, "jira[0].clientSecret"), URI.create(tokens.url() + "/oauth/token"));
        JiraSite site = new JiraSite(
                ToolInstance.jira("acme"),
                jira.baseUrl(),
                List.of(),
                null,
                client,
                50,
                Set.of(),
                Optional.empty(),
                false);
        return new JiraSource(JiraSettings.of(site), transport);
    }
}
