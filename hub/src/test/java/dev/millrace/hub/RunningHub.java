package dev.millrace.hub;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A hub in this process, asked over real HTTP. */
abstract class RunningHub {

    @TempDir
    Path folder;

    HubUnderTest hub;

    @BeforeEach
    void start() {
        hub = new HubUnderTest(folder);
    }

    @AfterEach
    void stop() {
        hub.close();
    }
}
