/**
 * The hub's HTTP: routes, endpoints, limits and problem details. Only this package uses the HTTP server library. May
 * not compute figures.
 */
@NullMarked
package dev.millrace.hub.web;

import org.jspecify.annotations.NullMarked;
