package dev.pixelgate.function.idempotency;

/** Who runs the request of a key: a run of a server, and the request's id. */
record Origin(String instance, String request) {}
