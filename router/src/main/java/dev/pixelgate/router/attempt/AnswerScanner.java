package dev.pixelgate.router.attempt;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Takes a JSON answer apart as it comes: the picture of a {@code data:} URL is decoded on its way
 * to {@link PictureBytes}; everything else, a few hundred bytes, is kept as the skeleton, in which
 * such a URL reads {@code "data:"}. The cuts between chunks make no difference. Beyond the first
 * problem bytes are only passed over.
 */
final class AnswerScanner implements AnswerBytes {
  /** What a data URL is in the skeleton. */
  static final String PICTURE_MARK = "data:";

  private static final int SKELETON_LIMIT = 64 << 10;
  private static final int URL_HEADER_LIMIT = 256;
  private static final int PIECE = 64 << 10;
  private static final byte[] MARK = PICTURE_MARK.getBytes(StandardCharsets.US_ASCII);

  private enum Place {
    JSON,
    URL_HEADER,
    PICTURE
  }

  private final Base64Stream base64;
  private final JsonEscape escape = new JsonEscape();
  private final StringBuilder urlHeader = new StringBuilder(32);
  private byte[] piece = new byte[0];
  private byte[] skeleton = new byte[256];
  private int kept;
  private Place place = Place.JSON;
  private boolean inString;
  private boolean afterBackslash;
  private int markMatched;
  private int pictures;
  private String problem = "";

  AnswerScanner(PictureBytes picture) {
    this.base64 = new Base64Stream(picture);
  }

  @Override
  public void accept(Buffer chunk) {
    int length = chunk.length();
    for (int at = 0; at < length && problem.isEmpty(); at += PIECE) {
      int n = Math.min(PIECE, length - at);
      if (piece.length < Base64Stream.MARGIN + n) {
        piece = new byte[Base64Stream.MARGIN + n];
      }
      chunk.getBytes(at, at + n, piece, Base64Stream.MARGIN);
      scan(Base64Stream.MARGIN, Base64Stream.MARGIN + n);
    }
  }

  /** What is wrong, as a phrase; empty if nothing is. */
  String problem() {
    return problem;
  }

  /** Whether a picture was in it. */
  boolean sawPicture() {
    return pictures > 0;
  }

  /** The answer without its pictures, at most 64 KiB. */
  Buffer skeleton() {
    return Buffer.buffer(kept).appendBytes(skeleton, 0, kept);
  }

  private void scan(int from, int to) {
    int i = from;
    while (i < to && problem.isEmpty()) {
      i =
          switch (place) {
            case JSON -> json(i, to);
            case URL_HEADER -> urlHeader(i, to);
            case PICTURE -> picture(i, to);
          };
    }
  }

  private int json(int from, int to) {
    int i = from;
    while (i < to && place == Place.JSON && problem.isEmpty()) {
      byte b = piece[i++];
      keep(b);
      if (!inString) {
        inString = b == '"';
        markMatched = 0;
      } else {
        inString(b);
      }
    }
    return i;
  }

  private void inString(byte b) {
    if (afterBackslash) {
      afterBackslash = false;
      markMatched = -1;
    } else if (b == '\\') {
      afterBackslash = true;
    } else if (b == '"') {
      inString = false;
    } else if (markMatched >= 0) {
      markMatched = b == MARK[markMatched] ? markMatched + 1 : -1;
      if (markMatched == MARK.length) {
        urlHeader.setLength(0);
        place = Place.URL_HEADER;
      }
    }
  }

  private int urlHeader(int from, int to) {
    int i = from;
    while (i < to && place == Place.URL_HEADER && problem.isEmpty()) {
      byte b = piece[i++];
      if (escape.isOpen() || b == '\\') {
        int c = escape.accept(b);
        if (c != JsonEscape.OPEN) {
          headerCharacter(c);
        }
      } else if (b == '"') {
        problem = "a data URL without data";
      } else {
        headerCharacter(b);
      }
    }
    return i;
  }

  private void headerCharacter(int c) {
    if (c == ',') {
      String header = urlHeader.toString().toLowerCase(Locale.ROOT);
      if (!header.startsWith("image/") || !header.endsWith(";base64")) {
        problem = "a data URL that is not an image in base64";
      } else if (++pictures > 1) {
        problem = "more than one picture, one was due";
      }
      place = Place.PICTURE;
    } else if (c < 0x20 || c > 0x7e || urlHeader.length() == URL_HEADER_LIMIT) {
      problem = "a data URL with a broken header";
    } else {
      urlHeader.append((char) c);
    }
  }

  /** Escapes are undone in place, so that a piece is decoded by one call. */
  private int picture(int from, int to) {
    int i = from;
    int end = from;
    while (i < to && problem.isEmpty()) {
      if (escape.isOpen() || piece[i] == '\\') {
        int c = escape.accept(piece[i++]);
        if (c != JsonEscape.OPEN) {
          piece[end++] = c >= 0 && c < 0x80 ? (byte) c : 0;
        }
      } else if (piece[i] == '"') {
        return endPicture(from, end, i);
      } else {
        int stop = ByteScan.quoteOrBackslash(piece, i, to);
        System.arraycopy(piece, i, piece, end, end == i ? 0 : stop - i);
        end += stop - i;
        i = stop;
      }
    }
    base64.accept(piece, from, end);
    checkBase64();
    return i;
  }

  private int endPicture(int from, int end, int quote) {
    base64.accept(piece, from, end);
    base64.end();
    checkBase64();
    place = Place.JSON;
    inString = true;
    markMatched = -1;
    return quote;
  }

  private void checkBase64() {
    if (base64.broken()) {
      problem = "base64 that breaks after " + base64.characters() + " characters";
    }
  }

  private void keep(byte b) {
    if (kept == SKELETON_LIMIT) {
      problem = "more than " + SKELETON_LIMIT + " bytes of JSON beside the picture";
      return;
    }
    if (kept == skeleton.length) {
      skeleton = Arrays.copyOf(skeleton, 2 * kept);
    }
    skeleton[kept++] = b;
  }
}
