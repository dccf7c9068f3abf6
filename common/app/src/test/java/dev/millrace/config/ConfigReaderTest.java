package dev.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.http.Credentials;
import dev.millrace.jira.JiraSite;
import dev.millrace.model.ToolInstance;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigReaderTest {

    private static final String TOKEN = "NjM4MTU5-secret-value";

    @TempDir
    private Path folder;

    @Test
    void smallest_file_names_only_a_site() throws Exception {
        MillraceConfig config = read("""
                jira:
                  - url: https://jira.example.org
                """);

        assertThat(config.store()).isEqualTo(new StorePlace.File(folder.resolve("millrace.db")));
        assertThat(config.zone()).isEqualTo(ZoneOffset.UTC);
        assertThat(config.zoneGiven()).isFalse();
        assertThat(config.warnings()).isEmpty();
        JiraSite site = config.jira().get(0);
        assertThat(site.tool()).isEqualTo(ToolInstance.jira("jira.example.org"));
        assertThat(site.url()).isEqualTo(URI.create("https://jira.example.org"));
        assertThat(site.projects()).isEmpty();
        assertThat(site.jql()).isNull();
        assertThat(site.credentials()).isEqualTo(new Credentials.Anonymous());
    }

    @Test
    void service_account_logs_in_at_atlassian_with_a_secret_from_elsewhere() throws Exception {
        MillraceConfig config = read("""
                jira:
                  - id: acme
                    url: https://api.atlassian.com/ex/jira/1
                    clientId: abc
                    clientSecret: {env: JIRA_TOKEN}
                """);

        assertThat(config.jira().get(0).credentials()).isInstanceOfSatisfying(Credentials.Client.class, client -> {
            assertThat(client.id()).isEqualTo("abc");
            assertThat(client.secret().reveal()).isEqualTo(TOKEN);
            assertThat(client.tokenUrl()).hasToString("https://auth.atlassian.com/oauth/token");
        });
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> read("jira: [{url: \"https://a.example\", clientId: abc, token: {env: JIRA_TOKEN}}]"))
                .withMessageContaining("a site has a token, or clientId and clientSecret")
                .withMessageContaining("clientSecret");
    }

    @Test
    void every_setting_is_read() throws Exception {
        MillraceConfig config = read("""
                store: data/flow.db
                zone: Europe/Berlin
                jira:
                  - id: work
                    url: https://Jira.Example.org:8443/context/
                    projects: [ABC, DEF2]
                    jql: labels = "order by nobody"
                    user: robot
                    token: {env: JIRA_TOKEN}
                    pageSize: 100
                    blockingLinks: [Blocks, 10032]
                    developmentLinks: true
                    webhookSecret: {env: JIRA_TOKEN}
                """);

        assertThat(config.store()).isEqualTo(new StorePlace.File(folder.resolve("data/flow.db")));
        assertThat(config.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(config.zoneGiven()).isTrue();
        JiraSite site = config.jira().get(0);
        assertThat(site.tool().id()).isEqualTo("work");
        assertThat(site.url()).hasToString("https://jira.example.org:8443/context");
        assertThat(site.projects()).containsExactly("ABC", "DEF2");
        assertThat(site.jql()).isEqualTo("labels = \"order by nobody\"");
        assertThat(site.pageSize()).isEqualTo(100);
        assertThat(site.blockingLinks()).containsExactlyInAnyOrder("Blocks", "10032");
        assertThat(site.developmentLinks()).isTrue();
        assertThat(site.webhook().orElseThrow().secret().orElseThrow().reveal()).isEqualTo(TOKEN);
        assertThat(site.credentials()).isInstanceOfSatisfying(Credentials.UserAndPassword.class, basic -> {
            assertThat(basic.user()).isEqualTo("robot");
            assertThat(basic.password().reveal()).isEqualTo(TOKEN);
            assertThat(basic.password().setting())
                    .isEqualTo("jira[0].token.env in " + folder.resolve("millrace.yml") + ":9:18");
        });
    }

    @Test
    void token_without_user_is_a_bearer_token() throws Exception {
        assertThat(read("""
                        jira:
                          - url: https://jira.example.org
                            token: {env: JIRA_TOKEN}
                        """).jira().get(0).credentials()).isInstanceOf(Credentials.BearerToken.class);
    }

    @Test
    void all_mistakes_of_a_file_are_told_at_once_in_the_order_of_the_file() {
        assertThat(mistakes("""
                stroe: x.db
                zone: Europe/Berln
                jira:
                  - urll: https://jira.example.org
                  - url: ftp://jira.example.org
                    projects: abc
                    pageSize: 0
                """))
                .containsExactly(
                        "millrace.yml:1:1: unknown key \"stroe\"; did you mean \"store\"?",
                        "millrace.yml:2:7: zone: unknown time zone \"Europe/Berln\"; did you mean \"Europe/Berlin\"?",
                        "millrace.yml:4:5: jira[0]: unknown key \"urll\"; did you mean \"url\"?",
                        "millrace.yml:4:5: jira[0].url: is missing: the address of the Jira site,"
                                + " such as https://jira.example.org",
                        "millrace.yml:5:10: jira[1].url: must begin with https:// (or http://)",
                        "millrace.yml:6:15: jira[1].projects: must be a list (each item on a line of its own after"
                                + " \"- \"), but is a text",
                        "millrace.yml:7:15: jira[1].pageSize: must be a whole number from 1 to 1000, but is \"0\"");
    }

    @Test
    void a_key_far_from_any_known_one_is_answered_with_the_known_ones() {
        assertThat(mistakes("""
                jira:
                  - url: https://jira.example.org
                bitbucket: []
                """))
                .containsExactly(
                        "millrace.yml:3:1: unknown key \"bitbucket\"; known here: store, zone, jira, github, git, valueStream, serve, publish, network");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            jira.example.org            | must begin with https:// (or http://)
            https://                    | is not a valid address: Expected authority at character 9
            https:///path               | needs a host name of letters, digits, dots and dashes, as in https://jira.example.org
            https://jira.example.org?a  | must be the base address alone, without ? or #
            https://jira.example.org#a  | must be the base address alone, without ? or #
            https://jira.example.org:0  | has a port that does not exist
            https://jira.example.org:70000 | has a port that does not exist
            """)
    void bad_addresses_are_told(String url, String message) {
        assertThat(mistakes("jira:\n  - url: \"" + url + "\"\n"))
                .containsExactly("millrace.yml:2:10: jira[0].url: " + message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://robot:NjM4MTU5-secret-value@jira.example.org",
                "https://NjM4MTU5-secret-value@jira.example.org",
                "https://robot:NjM4MTU5-secret@value@jira.example.org",
                "https://robot:NjM4MTU5 secret@jira.example.org",
                "ftp://robot:NjM4MTU5@jira.example.org"
            })
    void password_in_an_address_is_refused_and_not_repeated(String url) {
        assertThat(mistakes("jira:\n  - url: \"" + url + "\"\n"))
                .hasSize(1)
                .allSatisfy(message -> assertThat(message)
                        .startsWith("millrace.yml:2:10: jira[0].url: ")
                        .doesNotContain("NjM4MTU5"));
        assertThat(mistakes("jira:\n  - url: https://robot@jira.example.org\n").get(0))
                .contains("token: {env: NAME}");
    }

    @Test
    void literal_token_is_refused_with_what_to_do_and_not_repeated() {
        assertThat(mistakes("""
                jira:
                  - url: https://jira.example.org
                    token: NjM4MTU5-secret-value
                """))
                .containsExactly("millrace.yml:3:12: jira[0].token: a token must not be in this file. Put it into an "
                        + "environment variable and write token: {env: JIRA_TOKEN}, or into a file of its own "
                        + "and write token: {file: PATH}. If this file was ever committed or shared, revoke "
                        + "the token");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {env: NOT_SET}               | 18 | jira[0].token.env: the environment variable NOT_SET is not set
            {env: EMPTY}                 | 18 | jira[0].token.env: the environment variable EMPTY is empty
            {env: TWO_LINES}             | 18 | jira[0].token.env: the environment variable TWO_LINES must hold the token and nothing else, on one line
            {env: ghp_pastedByMistake1}  | 18 | jira[0].token.env: the environment variable that is named here is not set
            {env: pasted/by+mistake=}    | 18 | jira[0].token.env: must be the name of an environment variable: letters, digits and _
            {env: TWO_WORDS}             | 12 | jira[0].token: contains blanks or characters that are not ASCII, so it is not a token
            {env: JIRA_TOKEN, file: x}   | 12 | jira[0].token: needs either env: NAME (an environment variable) or file: PATH
            {}                           | 12 | jira[0].token: needs either env: NAME (an environment variable) or file: PATH
            {evn: JIRA_TOKEN}            | 13 | jira[0].token: unknown key "evn"; did you mean "env"?
            """)
    void token_that_is_not_there_is_told_with_its_place(String token, int column, String message) {
        assertThat(mistakes("jira:\n  - url: https://jira.example.org\n    token: " + token + "\n"))
                .contains("millrace.yml:3:" + column + ": " + message);
    }

    @Test
    void token_file_is_trimmed_and_relative_to_the_configuration() throws Exception {
        tokenFile("  " + TOKEN + "\n", "rw-------");

        MillraceConfig config = read(WITH_TOKEN_FILE);

        assertThat(config.warnings()).isEmpty();
        assertThat(config.jira().get(0).credentials())
                .isInstanceOfSatisfying(
                        Credentials.BearerToken.class,
                        bearer -> assertThat(bearer.token().reveal()).isEqualTo(TOKEN));
    }

    @Test
    void token_file_that_everybody_can_read_is_a_warning() throws Exception {
        tokenFile(TOKEN, "rw-r--r--");

        assertThat(read(WITH_TOKEN_FILE).warnings())
                .singleElement()
                .satisfies(warning -> assertThat(shown(warning))
                        .startsWith("millrace.yml:3:19: warning: jira[0].token.file: the file ")
                        .endsWith(" can be read by every user of this machine; chmod 600 corrects that"));
    }

    @Test
    void missing_empty_or_foreign_token_file_is_told() throws Exception {
        assertThat(mistakes(WITH_TOKEN_FILE).get(0))
                .isEqualTo("millrace.yml:3:19: jira[0].token.file: there is no such file; relative paths start at "
                        + folder);
        tokenFile(" \n", "rw-------");
        assertThat(mistakes(WITH_TOKEN_FILE).get(0)).endsWith("is empty");
        tokenFile("name: value\nother", "rw-------");
        assertThat(mistakes(WITH_TOKEN_FILE).get(0)).contains("must hold the token and nothing else");
        Files.write(folder.resolve("token"), new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThat(mistakes(WITH_TOKEN_FILE).get(0)).endsWith("is not a text file");
        Files.write(folder.resolve("token"), new byte[100_000]);
        assertThat(mistakes(WITH_TOKEN_FILE).get(0)).endsWith("is too large to hold a token");
    }

    @Test
    void token_over_http_is_a_warning_unless_it_stays_on_this_machine() throws Exception {
        assertThat(read("""
                        jira:
                          - url: http://jira.example.org
                            token: {env: JIRA_TOKEN}
                          - url: http://localhost:8080
                            token: {env: JIRA_TOKEN}
                          - url: http://127.0.0.1:8080
                            token: {env: JIRA_TOKEN}
                          - url: http://[::1]:8080
                            token: {env: JIRA_TOKEN}
                          - url: http://anonymous.example.org
                        """).warnings())
                .singleElement()
                .satisfies(warning -> assertThat(shown(warning))
                        .isEqualTo("millrace.yml:3:12: warning: jira[0].token: is sent over http, where others on the "
                                + "network can read it; use https"));
    }

    @Test
    void user_without_token_is_told() {
        assertThat(mistakes("jira:\n  - url: https://jira.example.org\n    user: robot\n"))
                .containsExactly(
                        "millrace.yml:3:11: jira[0].user: a user needs a token too; write token: {env: JIRA_TOKEN}");
    }

    @Test
    void two_sites_with_one_id_are_told() {
        assertThat(mistakes("""
                jira:
                  - url: https://jira.example.org/one
                  - url: https://jira.example.org/two
                """))
                .containsExactly("millrace.yml:3:5: jira[1]: has the same id as jira[0] (jira.example.org), so their "
                        + "issues would mix; set another id for one of them");
    }

    @ParameterizedTest
    @ValueSource(strings = {"project = A order by created", "a = 1 ORDER  BY key", "\"x\\\"\" = 1 order by b"})
    void order_by_is_refused(String jql) {
        assertThat(mistakes("jira:\n  - url: https://jira.example.org\n    jql: '" + jql + "'\n")
                        .get(0))
                .startsWith("millrace.yml:3:10: jira[0].jql: must not hold ORDER BY");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "summary ~ \"order by\"",
                "summary ~ 'order by'",
                "summary ~ \"an \\\" order by\"",
                "border = bye"
            })
    void words_that_only_look_like_order_by_are_let_through(String jql) throws Exception {
        assertThat(read("jira:\n  - url: https://jira.example.org\n    jql: |\n      " + jql + "\n")
                        .jira()
                        .get(0)
                        .jql())
                .contains(jql);
    }

    @Test
    void condition_that_fits_into_no_url_is_told() {
        assertThat(mistakes("jira:\n  - url: https://jira.example.org\n    jql: " + "a".repeat(4_001) + "\n"))
                .containsExactly("millrace.yml:3:10: jira[0].jql: has 4001 characters, more than a URL can hold (4000);"
                        + " save it as a filter in Jira and write filter = 12345");
    }

    @Test
    void commands_that_talk_to_no_tool_need_no_token() throws Exception {
        Path file = write("""
                jira:
                  - url: https://jira.example.org
                    token: {env: NOT_SET}
                """);

        assertThat(reader().readWithoutTokens(file).jira().get(0).credentials())
                .isEqualTo(new Credentials.NotLookedUp());
    }

    @Test
    void no_secret_is_ever_printed() throws Exception {
        MillraceConfig config = read("""
                jira:
                  - url: https://jira.example.org
                    user: robot
                    token: {env: JIRA_TOKEN}
                """);

        assertThat(config.toString()).contains("robot", "***").doesNotContain(TOKEN);
        ConfigException thrown = catchThrowableOfType(
                ConfigException.class, () -> read("jira:\n  - url: https://a.b\n    token: \"" + TOKEN + "\n"));
        assertThat(thrown.getMessage()).doesNotContain(TOKEN);
        assertThat(thrown.getCause()).isNull();
    }

    @Test
    void missing_file_and_folder_are_told() {
        ConfigException missing =
                catchThrowableOfType(ConfigException.class, () -> reader().read(folder.resolve("none.yml")));
        assertThat(missing).hasMessageEndingWith("none.yml:1:1: there is no such file");
        assertThat(catchThrowableOfType(ConfigException.class, () -> reader().read(folder)))
                .hasMessageContaining("cannot be read");
    }

    private static final String WITH_TOKEN_FILE = """
            jira:
              - url: https://jira.example.org
                token: {file: token}
            """;

    private void tokenFile(String content, String permissions) throws IOException {
        Path file = Files.writeString(folder.resolve("token"), content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private MillraceConfig read(String yaml) throws IOException {
        return reader().read(write(yaml));
    }

    private static ConfigReader reader() {
        return new ConfigReader(Map.of("JIRA_TOKEN", TOKEN, "EMPTY", " ", "TWO_LINES", "a\nb", "TWO_WORDS", "a b"));
    }

    private Path write(String yaml) throws IOException {
        return Files.write(folder.resolve("millrace.yml"), yaml.getBytes(StandardCharsets.UTF_8));
    }

    /** The errors, with the folder cut off, so that they can be compared. */
    private List<String> mistakes(String yaml) {
        ConfigException thrown = catchThrowableOfType(ConfigException.class, () -> read(yaml));
        assertThat(thrown).as("the file is refused").isNotNull();
        return thrown.problems().stream().map(this::shown).toList();
    }

    private String shown(ConfigProblem problem) {
        return problem.toString().replace(folder + "/millrace.yml", "millrace.yml");
    }
}
