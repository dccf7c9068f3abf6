/** Who may do what: tokens, their scopes, and how often. Holds no token, only what tells a right one from a wrong one. */
@NullMarked
package dev.millrace.hub.access;

import org.jspecify.annotations.NullMarked;
