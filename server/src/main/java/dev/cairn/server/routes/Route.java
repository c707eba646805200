package dev.cairn.server.routes;

/** Answers requests of one operation. Whatever it throws becomes a problem. */
@FunctionalInterface
interface Route {
    Answer answer(Request request) throws Exception;
}
