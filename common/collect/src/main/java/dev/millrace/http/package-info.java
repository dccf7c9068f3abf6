/**
 * HTTP towards the tools: a transport of one method, decorators that keep to a host's limits and repeat what failed in
 * passing, and errors that say what to do. Knows no tool; may not see the store or views, and no other package of common may
 * see the HTTP library.
 */
@NullMarked
package dev.millrace.http;

import org.jspecify.annotations.NullMarked;
