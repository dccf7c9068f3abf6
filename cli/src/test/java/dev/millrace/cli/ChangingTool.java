package dev.millrace.cli;

import java.net.URI;
import java.util.Random;

/** A fake tool whose items change while they are read. */
interface ChangingTool extends AutoCloseable {

    /** Which collector reads it. */
    FaultRun.Tool tool();

    /** Where it is. */
    URI url();

    /** Changes something, as people do meanwhile. */
    void change(Random random);

    @Override
    void close();
}
