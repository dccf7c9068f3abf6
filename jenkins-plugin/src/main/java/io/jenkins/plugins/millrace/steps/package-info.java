/** The Pipeline steps by which a build says what it deploys and what it belongs to. They only note it; the build's record is made of it. */
@NullMarked
package io.jenkins.plugins.millrace.steps;

import org.jspecify.annotations.NullMarked;
