package dev.millrace.cli;

import dev.millrace.app.UserError;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the command line of {@code millrace serve} says; null where it says nothing, so that the configuration counts.
 *
 * @param host where to listen
 * @param port the port
 * @param behindProxy whether it was said that a proxy stands in front
 * @param keyStore a PKCS#12 file
 * @param keyStorePassword the file that holds its password
 * @param syncMinutes how long after a sync the next begins
 * @param publishMinutes how long after a publish the next begins
 * @param tokens the token file
 * @param readOnly whether it only answers questions
 */
record ServeOptions(
        @Nullable String host,
        @Nullable Integer port,
        boolean behindProxy,
        @Nullable Path keyStore,
        @Nullable Path keyStorePassword,
        @Nullable Integer syncMinutes,
        @Nullable Integer publishMinutes,
        @Nullable Path tokens,
        boolean readOnly) {

    ServeOptions {
        if (readOnly && (syncMinutes != null || publishMinutes != null)) {
            throw UserError.usage("--read-only changes nothing in the store, so it cannot be combined with "
                    + "--sync-every or --publish-every");
        }
    }
}
