package dev.pixelgate.function.intake;

import dev.pixelgate.pricing.Sha256;
import dev.pixelgate.pricing.picture.Picture;
import dev.pixelgate.router.Upload;

/**
 * The image of a form, whole and of a readable format.
 *
 * @param fileName the client's name for it; display only
 * @param sha256 of its bytes as they were received
 */
public record ImagePart(Upload upload, Picture picture, String fileName, Sha256 sha256) {}
