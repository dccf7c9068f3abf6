/**
 * What takes the facts of finished builds to a hub: the outbox under {@code JENKINS_HOME/millrace}, its configuration, and what
 * people see of it. Nothing here may be waited for by a build. Only {@code HubTokens} may name types of the credentials plugins.
 */
@NullMarked
package io.jenkins.plugins.millrace.hub;

import org.jspecify.annotations.NullMarked;
