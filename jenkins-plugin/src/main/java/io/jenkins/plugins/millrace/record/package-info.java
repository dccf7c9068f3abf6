/**
 * The JSON form of a build's record in the build folder, and how names and keys come into it. Knows neither Jenkins nor its
 * plugins; the records themselves are common's, because other tools show builds too.
 */
@NullMarked
package io.jenkins.plugins.millrace.record;

import org.jspecify.annotations.NullMarked;
