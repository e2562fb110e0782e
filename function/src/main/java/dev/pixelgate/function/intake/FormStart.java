package dev.pixelgate.function.intake;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first bytes of a multipart body, for what stands before its image: the form's decoder tells
 * text fields only at the end. It knows the one way in which clients write them, and says nothing
 * of a form that is written in another one, which is judged at its end then. Confined to one event
 * loop.
 */
final class FormStart {
  /** Where the text before an image is longer, nothing is said. */
  private static final int MOST_BYTES = 16 * 1024;

  private static final Pattern TEXT_PART =
      Pattern.compile(
          "content-disposition: *form-data; *name=\"([^\"\\\\]*)\"", Pattern.CASE_INSENSITIVE);

  private static final String LINE = "\r\n";

  private final String delimiter;
  private final Buffer bytes = Buffer.buffer();

  FormStart(String boundary) {
    this.delimiter = "--" + boundary;
  }

  void accept(Buffer chunk) {
    int room = MOST_BYTES - bytes.length();
    if (room > 0) {
      bytes.appendBuffer(chunk, 0, Math.min(room, chunk.length()));
    }
  }

  /** The fields before the first part that is no plain text field. */
  FieldsAhead fields() {
    // One character a byte, so that bytes of any kind can be searched.
    String text = new String(bytes.getBytes(), StandardCharsets.ISO_8859_1);
    Map<String, String> fields = new HashMap<>();
    int at = 0;
    while (text.startsWith(delimiter + LINE, at)) {
      int head = at + delimiter.length() + LINE.length();
      int body = text.indexOf(LINE + LINE, head);
      int end = text.indexOf(LINE + delimiter, Math.max(body, head));
      if (body < 0 || end < body + 2) {
        break;
      }
      Matcher part = TEXT_PART.matcher(text.substring(head, body));
      if (!part.matches() || !text.startsWith(delimiter + LINE, end + LINE.length())) {
        break;
      }
      String value = end < body + 4 ? "" : text.substring(body + 4, end);
      fields.putIfAbsent(utf8(part.group(1)), utf8(value));
      at = end + LINE.length();
    }
    return new FieldsAhead(fields);
  }

  private static String utf8(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
