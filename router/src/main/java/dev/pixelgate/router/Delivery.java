package dev.pixelgate.router;

/** How a client gets its picture: at a URL of ours or, when no store took it, in the answer. */
public sealed interface Delivery permits StoredMedia, LooseMedia {}
