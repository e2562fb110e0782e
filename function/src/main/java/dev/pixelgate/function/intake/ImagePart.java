package dev.pixelgate.function.intake;

import dev.pixelgate.pricing.picture.Picture;
import dev.pixelgate.router.Upload;

/**
 * The image of a form, whole and of a readable format.
 *
 * @param fileName the client's name for it; display only
 */
public record ImagePart(Upload upload, Picture picture, String fileName) {}
