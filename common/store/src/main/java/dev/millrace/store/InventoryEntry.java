package dev.millrace.store;

import dev.millrace.model.ArtifactId;

/**
 * An artifact and how its source asks for it.
 *
 * @param artifact the artifact
 * @param handle what the source asks for it by; of an artifact that is only known from the store, its key
 */
public record InventoryEntry(ArtifactId artifact, String handle) {}
