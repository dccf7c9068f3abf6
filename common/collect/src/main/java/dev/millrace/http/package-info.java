/**
 * HTTP to the tools: a transport with one method, decorators for rate limits and retries, and errors with a remedy.
 * Contains no tool. May not use the store or views. Only this package uses the HTTP library.
 */
@NullMarked
package dev.millrace.http;

import org.jspecify.annotations.NullMarked;
