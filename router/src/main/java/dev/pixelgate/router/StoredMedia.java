package dev.pixelgate.router;

/**
 * A published picture.
 *
 * @param path absolute path of its URL, such as {@code /stream/dd5ad78d/7adde483.png}
 * @param size bytes
 */
public record StoredMedia(String path, long size) implements Delivery {}
