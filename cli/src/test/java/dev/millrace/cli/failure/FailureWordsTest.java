package dev.millrace.cli.failure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.millrace.store.StoreException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import sun.reflect.ReflectionFactory;

class FailureWordsTest {

    /** These are caught where they are thrown; one that leaves its package is a bug, and is told as one. */
    private static final Set<String> CAUGHT_WHERE_THROWN = Set.of(
            "dev.millrace.derive.codec.DamagedRowException",
            "dev.millrace.github.Ancestry$Missing",
            "dev.millrace.http.JsonClient$CutOffException",
            "dev.millrace.github.api.TooHeavyException",
            "dev.millrace.github.api.GitHubJson$FieldException",
            "dev.millrace.hub.web.ProblemException",
            "dev.millrace.jira.JiraDataException");

    /** Its exit code is its own; the command line asks it first. */
    private static final String OF_COMMANDS = "dev.millrace.app.UserError";

    @Test
    void every_exception_of_the_project_has_a_sentence_for_its_reader_or_is_known_to_stay_inside() {
        List<JavaClass> own = new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .withImportOption(place -> !place.contains("-tests.jar"))
                        .importPackages("dev.millrace")
                        .stream()
                        .filter(type -> type.isAssignableTo(Exception.class)
                                && !type.getModifiers().contains(JavaModifier.ABSTRACT))
                        .toList();

        Set<String> silent = own.stream()
                .filter(type -> FailureWords.of(unconstructed(type.reflect())).isEmpty())
                .map(JavaClass::getName)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(own).hasSizeGreaterThan(20);
        assertThat(silent)
                .containsExactlyInAnyOrderElementsOf(Stream.concat(CAUGHT_WHERE_THROWN.stream(), Stream.of(OF_COMMANDS))
                        .toList());
    }

    static Stream<Exception> failuresOfOthers() throws Exception {
        return Stream.of(
                new NoSuchFileException("a.yml"),
                new AccessDeniedException("a.yml"),
                new NotDirectoryException("a.yml"),
                new DirectoryNotEmptyException("a"),
                new FileAlreadyExistsException("a"),
                new FileSystemLoopException("a"),
                new FileSystemException("a", null, "No space left on device"),
                new FileSystemException("a", null, "Read-only file system"),
                new FileSystemException("a", null, "Is a directory"),
                new FileSystemException("a", null, "Too many open files"),
                new FileSystemException("a"),
                new FileNotFoundException("a (Permission denied)"),
                new IOException("No space left on device"),
                new IOException(),
                new EOFException(),
                new ZipException("invalid block type"),
                new MalformedInputException(1),
                new UnknownHostException("jira.example.org"),
                new ConnectException("Connection refused"),
                new BindException("Address already in use"),
                new NoRouteToHostException("No route to host"),
                new SSLHandshakeException("PKIX path building failed"),
                new SocketTimeoutException("Read timed out"),
                new HttpTimeoutException("request timed out"),
                new SocketException("Connection reset"),
                new SQLException("disk I/O error"),
                new YamlEngineException("bad"),
                new InvalidPathException("a\0b", "Nul character not allowed"),
                new DateTimeException("Instant exceeds minimum or maximum instant"),
                new NumberFormatException("For input string: \"x\""),
                new CancellationException(),
                new InterruptedException(),
                notJson("{"),
                notJson("{]"),
                notJson("[".repeat(2_000)),
                notJson("1".repeat(2_000)));
    }

    @ParameterizedTest
    @MethodSource("failuresOfOthers")
    void failures_of_the_jdk_and_of_libraries_say_what_to_do_and_no_class_name(Exception failure) {
        for (Exception told : List.of(failure, new ExecutionException(new CompletionException(failure)))) {
            Optional<String> sentence = FailureWords.of(told);

            assertThat(sentence).isPresent();
            assertThat(sentence.get())
                    .doesNotContainPattern("\\w(Exception|Error)\\b")
                    .doesNotContainPattern("\\b[a-z]+(\\.[a-z0-9]+)+\\.[A-Z]\\w+")
                    .doesNotContain("StreamReadConstraints", "null")
                    .hasSizeGreaterThan(10);
        }
    }

    @Test
    void file_is_named_with_the_reason_and_what_to_do() {
        assertThat(FailureWords.of(new UncheckedIOException(new NoSuchFileException("a.yml"))))
                .contains("a.yml: there is no such file or folder: check the name");
        assertThat(FailureWords.of(new FileSystemException("a", null, "No space left on device")))
                .contains("a: the disk is full: make room and try again");
    }

    @Test
    void message_that_somebody_wrote_for_a_file_is_kept_and_the_reason_is_added() {
        assertThat(FailureWords.of(
                        new UncheckedIOException("the page cannot be written", new AccessDeniedException("p"))))
                .contains("the page cannot be written: p: this user may not: check its permissions, or choose another"
                        + " place");
    }

    @Test
    void not_enough_memory_says_how_to_give_more() {
        assertThat(FailureWords.of(new OutOfMemoryError("Java heap space")).orElseThrow())
                .contains("MILLRACE_JAVA_OPTS");
    }

    @Test
    void own_failure_inside_a_wrapper_keeps_its_message() {
        assertThat(FailureWords.of(new CompletionException(new StoreException("the store is locked"))))
                .contains("the store is locked");
    }

    @Test
    void programming_error_has_no_sentence() {
        assertThat(FailureWords.of(new IllegalStateException("x"))).isEmpty();
        assertThat(FailureWords.of(new NullPointerException())).isEmpty();
        assertThat(FailureWords.of(new IllegalArgumentException("x"))).isEmpty();
        assertThat(FailureWords.of(new StackOverflowError())).isEmpty();
    }

    private static Exception notJson(String text) throws IOException {
        try {
            new JsonMapper().readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            return e;
        }
        throw new AssertionError("that is JSON: " + text);
    }

    /** One that no constructor has seen, so that no constructor needs to be known. */
    private static Throwable unconstructed(Class<?> type) {
        try {
            return (Throwable) ReflectionFactory.getReflectionFactory()
                    .newConstructorForSerialization(type, Object.class.getDeclaredConstructor())
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("cannot make a " + type, e);
        }
    }
}
