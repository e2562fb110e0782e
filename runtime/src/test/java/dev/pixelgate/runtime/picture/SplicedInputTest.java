package dev.pixelgate.runtime.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;

class SplicedInputTest {
  /** Far longer than the buffer of 16 KiB. */
  private static final byte[] BYTES = new byte[100_000];

  static {
    new Random(1).nextBytes(BYTES);
  }

  /** Sound files over 16 KiB were refused as cut off where a number lay across a buffer's edge. */
  @Test
  void readsNumbersWhereverTheyLie() throws IOException {
    Buffer expected = Buffer.buffer(BYTES);
    try (ImageInputStream input = SplicedInput.whole(new BufferImageInput(expected))) {
      for (int at = 1; at + 4 <= BYTES.length; at += 4) {
        input.seek(at);
        assertEquals(expected.getInt(at), input.readInt(), "at " + at);
      }
    }
  }

  @Test
  void readsNumbersAcrossPieces() throws IOException {
    List<SplicedInput.Piece> pieces =
        List.of(
            new SplicedInput.Own(new byte[] {1, 2, 3}),
            new SplicedInput.Range(10, 2),
            new SplicedInput.Own(new byte[] {4, 5, 6}));
    try (ImageInputStream input =
        new SplicedInput(new BufferImageInput(Buffer.buffer(BYTES)), pieces)) {
      byte[] all = new byte[20];
      assertEquals(8, input.read(all));
      assertArrayEquals(new byte[] {1, 2, 3, BYTES[10], BYTES[11], 4, 5, 6}, Arrays.copyOf(all, 8));
      assertEquals(-1, input.read(all));
      input.seek(2);
      assertEquals(
          3 << 24 | (BYTES[10] & 0xff) << 16 | (BYTES[11] & 0xff) << 8 | 4, input.readInt());
    }
  }
}
