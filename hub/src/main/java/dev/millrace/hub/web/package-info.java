/** Questions and answers over HTTP: routes, problems, the endpoints. Only this package knows the HTTP server library. */
@NullMarked
package dev.millrace.hub.web;

import org.jspecify.annotations.NullMarked;
