/**
 * Sends the facts of ended builds to a hub: configuration, delivery, and the status that administrators see. No build
 * may wait for it. Only {@code HubTokens} may name types of the credentials plugins.
 */
@NullMarked
package io.jenkins.plugins.millrace.hub;

import org.jspecify.annotations.NullMarked;
