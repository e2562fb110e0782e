package dev.pixelgate.function.decision;

/**
 * Where a page is.
 *
 * @param writer the run of a server that wrote it
 * @param file of all its pages for one capability
 * @param page from 1 in that file
 */
record Shelfmark(String writer, long file, long page) {}
