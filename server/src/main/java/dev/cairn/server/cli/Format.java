package dev.cairn.server.cli;

/** How a table is printed. */
enum Format {
    table,
    json,
    csv
}
