package dev.pixelgate.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Sha256Test {
  @Test
  void isThatOfTheStandard() {
    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        Sha256.of("abc".getBytes(StandardCharsets.US_ASCII)).hex());
  }

  @Test
  void isTheSameHoweverTheBytesCome() {
    byte[] bytes = new byte[100_000];
    Random random = new Random(7);
    random.nextBytes(bytes);
    Sha256.Running running = new Sha256.Running();
    int at = 0;
    while (at < bytes.length) {
      int length = Math.min(random.nextInt(5_000), bytes.length - at);
      running.add(bytes, at, length);
      at += length;
    }
    assertEquals(Sha256.of(bytes), running.end());
  }

  @Test
  void takesNoOtherText() {
    assertThrows(IllegalArgumentException.class, () -> new Sha256("BA7816BF".repeat(8)));
    assertThrows(IllegalArgumentException.class, () -> new Sha256("00"));
  }
}
