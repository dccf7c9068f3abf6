package dev.millrace.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FileWordsTest {

    @Test
    void bare_path_of_the_jdk_becomes_a_sentence() {
        assertThat(FileWords.sentence(new NoSuchFileException("a/b")))
                .isEqualTo("a/b: there is no such file or folder: check the name");
    }

    @Test
    void reason_of_the_operating_system_says_what_to_do() {
        assertThat(FileWords.why(new FileSystemException("a", null, "No space left on device")))
                .isEqualTo("the disk is full: make room and try again");
        assertThat(FileWords.why(new FileNotFoundException("a (Is a directory)")))
                .isEqualTo("it is a folder where a file is needed: name a file");
    }

    @Test
    void unusual_reason_is_kept() {
        assertThat(FileWords.why(new FileSystemException("a", null, "Structure needs cleaning")))
                .isEqualTo("Structure needs cleaning: check the file and the disk it lies on");
    }

    @Test
    void sentence_that_somebody_wrote_is_kept_as_it_is() {
        String written = "summary.md has no such file beside it; name one";

        assertThat(FileWords.why(new IOException(written))).isEqualTo(written);
    }

    @Test
    void nothing_said_is_said() {
        assertThat(FileWords.why(new IOException())).contains("could not be read or written");
    }
}
