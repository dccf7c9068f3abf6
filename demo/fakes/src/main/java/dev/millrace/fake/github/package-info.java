/**
 * A GitHub: GraphQL over the part of its schema that our queries use, and of REST what deployments need. It keeps repositories as
 * the objects that GraphQL and REST write. A test of the collector holds the schema to the published one.
 */
@NullMarked
package dev.millrace.fake.github;

import org.jspecify.annotations.NullMarked;
