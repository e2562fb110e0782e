package dev.pixelgate.runtime.model;

/**
 * A weights file of a manifest.
 *
 * @param name plain file name inside the model's folder
 * @param sha256 64 lower-case hex digits
 */
public record ModelFile(String name, String sha256) {}
