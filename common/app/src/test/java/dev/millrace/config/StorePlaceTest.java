package dev.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StorePlaceTest {

    private static final String URL = "jdbc:postgresql://db.example.org/flow?sslmode=verify-full";

    @TempDir
    private Path folder;

    @Test
    void address_alone_is_a_database_without_password() throws IOException {
        assertThat(read("store: " + URL)).isEqualTo(new StorePlace.Postgres(URL, Optional.empty(), Optional.empty()));
    }

    @Test
    void password_comes_from_the_environment_and_is_not_printed() throws IOException {
        StorePlace place = read("store: {url: \"" + URL + "\", user: ann, password: {env: DB_PASSWORD}}");

        assertThat(place).isInstanceOfSatisfying(StorePlace.Postgres.class, postgres -> {
            assertThat(postgres.url()).isEqualTo(URL);
            assertThat(postgres.user()).contains("ann");
            assertThat(postgres.password().orElseThrow().reveal()).isEqualTo("s3cret");
            assertThat(postgres.password().toString()).doesNotContain("s3cret");
        });
        assertThat(place.toString()).doesNotContain("s3cret");
    }

    @Test
    void password_comes_from_a_file() throws IOException {
        Files.writeString(folder.resolve("secret.txt"), "from the file\n");

        assertThat(read("store: {url: \"" + URL + "\", user: ann, password: {file: secret.txt}}"))
                .isInstanceOfSatisfying(
                        StorePlace.Postgres.class,
                        postgres -> assertThat(postgres.password().orElseThrow().reveal())
                                .isEqualTo("from the file"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://ann:s3cret@db.example.org/flow",
                "jdbc:postgresql://db.example.org/flow?password=s3cret",
                "jdbc:postgresql://db.example.org/flow?sslmode=require&User=s3cret"
            })
    void password_in_the_address_is_refused_and_not_repeated(String url) {
        for (String store : new String[] {"store: " + url, "store: {url: \"" + url + "\"}"}) {
            assertThatThrownBy(() -> read(store))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContainingAll(
                            "millrace.yml:1:", "must not hold a user or password", "MILLRACE_DB_PASSWORD")
                    .hasMessageNotContaining("s3cret");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    store: jdbc:mysql://db.example.org/flow                                  | must be a path or an address
                    store: {user: ann}                                                       | store.url: is missing
                    store: {url: flow.db}                                                    | must be a path or an address
                    store: {url: "jdbc:postgresql:flow", password: {env: DB_PASSWORD}}       | a password needs a user
                    store: {url: "jdbc:postgresql:flow", user: a, password: {env: NOT_SET}}  | NOT_SET
                    store: {url: "jdbc:postgresql:flow", user: a, pasword: x}                | did you mean "password"?
                    """)
    void mistake_is_told(String yaml, String told) {
        assertThatThrownBy(() -> read(yaml)).isInstanceOf(ConfigException.class).hasMessageContaining(told);
    }

    private StorePlace read(String store) throws IOException {
        Path file = folder.resolve("millrace.yml");
        Files.writeString(file, store + "\njira:\n  - url: https://jira.example.org\n");
        return new ConfigReader(Map.of("DB_PASSWORD", "s3cret"))
                .readWithoutTokens(file)
                .store();
    }
}
