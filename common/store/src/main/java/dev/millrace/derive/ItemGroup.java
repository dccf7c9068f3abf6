package dev.millrace.derive;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Items that are told apart by nothing but their types and what happened to them.
 *
 * @param stream the id of the stream that they flow through; null if the definition says none
 * @param project where they are tracked
 * @param belonging whose they are; {@link #NOBODY} if they are of no stream
 * @param items how many they are
 */
public record ItemGroup(@Nullable String stream, String project, Belonging belonging, long items) {

    static final Belonging NOBODY = new Belonging(null, List.of());
}
