/**
 * The JSON form of a build's record in the build folder, and the names and keys in it. Contains no type of Jenkins or
 * its plugins. The records themselves are in {@code buildcard}.
 */
@NullMarked
package io.jenkins.plugins.millrace.record;

import org.jspecify.annotations.NullMarked;
