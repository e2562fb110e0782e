package dev.pixelgate.runtime;

/**
 * A loaded model, as it may be shown.
 *
 * @param id such as {@code xinntao/realesr-general-x4v3}
 * @param pipeline {@code upscale}
 * @param scale output side over input side
 * @param precision of the loaded file: {@code w16}, {@code fp16}, {@code fp32} or {@code w8}
 * @param sha256 of that file, 64 lower-case hexadecimal digits
 */
public record ModelInfo(
    String id,
    String pipeline,
    int scale,
    String precision,
    String sha256,
    String licence,
    String source) {}
