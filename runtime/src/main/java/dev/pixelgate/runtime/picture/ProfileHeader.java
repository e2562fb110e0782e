package dev.pixelgate.runtime.picture;

import dev.pixelgate.runtime.picture.Decoded.Inks;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Looks an ICC profile over (ICC.1:2022 section 7) before native code reads it. */
final class ProfileHeader {
  /** Printers' profiles with all their tables are 0.5 to 3 MB. */
  static final int MAX_BYTES = 4 << 20;

  private static final int HEADER_BYTES = 128;
  private static final int TAG_BYTES = 12;
  private static final int MAX_TAGS = 100;
  private static final int SIGNATURE = 0x61637370; // acsp
  private static final int GREY = 0x47524159;
  private static final int RGB = 0x52474220;
  private static final int CMYK = 0x434d594b;
  private static final int INPUT = 0x73636e72; // scnr
  private static final int DISPLAY = 0x6d6e7472; // mntr
  private static final int OUTPUT = 0x70727472; // prtr
  private static final int SPACE = 0x73706163; // spac

  private ProfileHeader() {}

  /** What it is for, when it is sound: sizes and the tags' places are within the bytes. */
  static Optional<Inks> inks(byte[] bytes) {
    ByteBuffer profile = ByteBuffer.wrap(bytes);
    if (bytes.length < HEADER_BYTES + 4
        || bytes.length > MAX_BYTES
        || profile.getInt(0) < HEADER_BYTES + 4
        || profile.getInt(0) > bytes.length
        || profile.getInt(36) != SIGNATURE
        || !isDevice(profile.getInt(12))
        || !tagsLieWithin(profile)) {
      return Optional.empty();
    }
    return switch (profile.getInt(16)) {
      case GREY -> Optional.of(Inks.GREY);
      case RGB -> Optional.of(Inks.RGB);
      case CMYK -> Optional.of(Inks.CMYK);
      default -> Optional.empty();
    };
  }

  /** Without what lies behind the profile's own end. */
  static byte[] trimmed(byte[] sound) {
    return Arrays.copyOf(sound, ByteBuffer.wrap(sound).getInt(0));
  }

  private static boolean isDevice(int kind) {
    return kind == INPUT || kind == DISPLAY || kind == OUTPUT || kind == SPACE;
  }

  private static boolean tagsLieWithin(ByteBuffer profile) {
    int size = profile.getInt(0);
    long tags = profile.getInt(HEADER_BYTES) & 0xffffffffL;
    if (tags > MAX_TAGS || HEADER_BYTES + 4 + tags * TAG_BYTES > size) {
      return false;
    }
    for (int i = 0; i < tags; i++) {
      int entry = HEADER_BYTES + 4 + i * TAG_BYTES;
      long offset = profile.getInt(entry + 4) & 0xffffffffL;
      long length = profile.getInt(entry + 8) & 0xffffffffL;
      if (offset + length > size) {
        return false;
      }
    }
    return true;
  }
}
