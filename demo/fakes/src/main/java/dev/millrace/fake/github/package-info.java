/**
 * A fake GitHub: GraphQL for the part of its schema that our queries use, and REST for deployments. Stores
 * repositories as the objects that GraphQL and REST return. A collector's test compares the schema with the published
 * one.
 */
@NullMarked
package dev.millrace.fake.github;

import org.jspecify.annotations.NullMarked;
