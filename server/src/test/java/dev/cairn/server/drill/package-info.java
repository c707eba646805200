/**
 * Drills: real servers, workers, PostgreSQL and trial processes on loopback, a trainer that learns nothing and costs nothing, faults on purpose,
 * and a checker of what is left in the books.
 */
package dev.cairn.server.drill;
