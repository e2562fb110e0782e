package dev.pixelgate.pricing.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Builds TIFF files part by part, right or wrong: the header, data, the first directory, and what
 * its entries point at. Little-endian and classic unless told otherwise.
 */
final class TestingTiff {
  static final int SHORT = 3;
  static final int LONG = 4;
  static final int LONG8 = 16;

  private record Entry(int tag, int type, long count, long[] values, boolean offset) {}

  private final List<Entry> entries = new ArrayList<>();
  private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
  private boolean big;
  private boolean arraysFirst;
  private int dataBefore;
  private int dataBehind;
  private OptionalLong directoryAt = OptionalLong.empty();
  private OptionalLong entryCount = OptionalLong.empty();

  TestingTiff motorola() {
    order = ByteOrder.BIG_ENDIAN;
    return this;
  }

  TestingTiff big() {
    big = true;
    return this;
  }

  /** The arrays stand in front of the directory, not behind it. */
  TestingTiff arraysFirst() {
    arraysFirst = true;
    return this;
  }

  /** So many bytes of pixels in front of the directory. */
  TestingTiff data(int length) {
    dataBefore = length;
    return this;
  }

  /** So many bytes of pixels at the end of the file. */
  TestingTiff dataBehind(int length) {
    dataBehind = length;
    return this;
  }

  /** Where the directory is said to be. */
  TestingTiff directoryAt(long at) {
    directoryAt = OptionalLong.of(at);
    return this;
  }

  /** How many entries it is said to have. */
  TestingTiff entryCount(long count) {
    entryCount = OptionalLong.of(count);
    return this;
  }

  TestingTiff picture(long width, long height) {
    return values(256, LONG, width).values(257, LONG, height);
  }

  TestingTiff strips(long... offsets) {
    return values(273, LONG, offsets);
  }

  TestingTiff lengths(long... lengths) {
    return values(279, LONG, lengths);
  }

  TestingTiff values(int tag, int type, long... values) {
    entries.add(new Entry(tag, type, values.length, values, false));
    return this;
  }

  /** An entry that says so, with whatever stands at that place of the file. */
  TestingTiff entry(int tag, int type, long count, long offset) {
    entries.add(new Entry(tag, type, count, new long[] {offset}, true));
    return this;
  }

  byte[] bytes() {
    int directoryBytes = big ? 8 + 20 * entries.size() + 8 : 2 + 12 * entries.size() + 4;
    int header = big ? 16 : 8;
    long arraysBytes = entries.stream().mapToLong(this::arrayBytes).sum();
    long at = header + dataBefore + (arraysFirst ? arraysBytes : 0);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(header(directoryAt.orElse(at)));
    out.writeBytes(new byte[dataBefore]);
    byte[] directory =
        directory(directoryBytes, arraysFirst ? header + dataBefore : at + directoryBytes);
    byte[] arrays = arrays((int) arraysBytes);
    out.writeBytes(arraysFirst ? arrays : directory);
    out.writeBytes(arraysFirst ? directory : arrays);
    out.writeBytes(new byte[dataBehind]);
    return out.toByteArray();
  }

  private byte[] header(long directory) {
    ByteBuffer header = buffer(big ? 16 : 8);
    header.put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M')).put(header.get(0));
    if (big) {
      header.putShort((short) 43).putShort((short) 8).putShort((short) 0).putLong(directory);
    } else {
      header.putShort((short) 42).putInt((int) directory);
    }
    return header.array();
  }

  private byte[] directory(int length, long arraysAt) {
    ByteBuffer directory = buffer(length);
    long at = arraysAt;
    number(directory, entryCount.orElse(entries.size()), big ? 8 : 2);
    for (Entry entry : entries) {
      directory.putShort((short) entry.tag()).putShort((short) entry.type());
      number(directory, entry.count(), slot());
      int end = directory.position() + slot();
      if (entry.offset()) {
        number(directory, entry.values()[0], slot());
      } else if (arrayBytes(entry) > 0) {
        number(directory, at, slot());
        at += arrayBytes(entry);
      } else {
        put(directory, entry);
      }
      directory.position(end);
    }
    return directory.array();
  }

  private byte[] arrays(int length) {
    ByteBuffer arrays = buffer(length);
    for (Entry entry : entries) {
      if (arrayBytes(entry) > 0) {
        put(arrays, entry);
      }
    }
    return arrays.array();
  }

  private long arrayBytes(Entry entry) {
    long bytes = entry.count() * size(entry);
    return entry.offset() || bytes <= slot() ? 0 : bytes;
  }

  private static void put(ByteBuffer buffer, Entry entry) {
    for (long value : entry.values()) {
      number(buffer, value, size(entry));
    }
  }

  private static int size(Entry entry) {
    return switch (entry.type()) {
      case SHORT -> 2;
      case LONG -> 4;
      default -> 8;
    };
  }

  private int slot() {
    return big ? 8 : 4;
  }

  private static void number(ByteBuffer buffer, long value, int size) {
    switch (size) {
      case 2 -> buffer.putShort((short) value);
      case 4 -> buffer.putInt((int) value);
      default -> buffer.putLong(value);
    }
  }

  private ByteBuffer buffer(int length) {
    return ByteBuffer.allocate(length).order(order);
  }
}
