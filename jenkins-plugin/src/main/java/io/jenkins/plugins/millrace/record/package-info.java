/**
 * What one build was, as records, and their JSON form in the build folder. Knows neither Jenkins nor its plugins: a
 * record can be made from a live build, from stored files or from another tool's answer, and may see only JDK and JSON.
 */
@NullMarked
package io.jenkins.plugins.millrace.record;

import org.jspecify.annotations.NullMarked;
