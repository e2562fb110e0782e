package dev.pixelgate.router.livepeer;

import java.security.cert.CertificateException;

/**
 * Walks the elements of a DER encoding (X.690) one after the other. It copies nothing, goes no
 * deeper than it is asked to, and takes one spelling of every length only: what it finds at a place
 * is what any other reader of DER finds there.
 */
final class DerReader {
  static final int SEQUENCE = 0x30;
  static final int INTEGER = 0x02;
  static final int BIT_STRING = 0x03;

  /** The element that a certificate's version stands in. */
  static final int EXPLICIT_0 = 0xa0;

  /** Lengths of up to 16 MiB, which a TLS handshake message cannot exceed. */
  private static final int MAX_LENGTH_BYTES = 3;

  private final byte[] bytes;
  private final int end;
  private int at;

  private DerReader(byte[] bytes, int at, int end) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
  }

  static DerReader of(byte[] bytes) {
    return new DerReader(bytes, 0, bytes.length);
  }

  /** Where the next element begins. */
  int position() {
    return at;
  }

  /** Whether the next element is one of these. */
  boolean isNext(int tag) {
    return at < end && (bytes[at] & 0xff) == tag;
  }

  /** Goes past the next element, and reads what is in it. */
  DerReader enter(int tag, String what) throws CertificateException {
    int begin = at;
    int found = octet(what);
    if (found != tag) {
      throw new CertificateException(
          "%s has tag 0x%02x instead of 0x%02x at byte %d".formatted(what, found, tag, begin));
    }
    int length = length(what);
    if (length > end - at) {
      throw new CertificateException(
          "%s at byte %d says that it has %d bytes, %d are left"
              .formatted(what, begin, length, end - at));
    }
    int content = at;
    at += length;
    return new DerReader(bytes, content, at);
  }

  /** Fails if something is left. */
  void finish(String what) throws CertificateException {
    if (at < end) {
      throw new CertificateException(
          "%d bytes stand after %s at byte %d".formatted(end - at, what, at));
    }
  }

  private int length(String what) throws CertificateException {
    int begin = at;
    int first = octet(what);
    if (first < 0x80) {
      return first;
    }
    int count = first & 0x7f;
    if (count < 1 || count > MAX_LENGTH_BYTES) {
      throw new CertificateException(
          "the length of %s at byte %d takes %d bytes, 1 to %d are read"
              .formatted(what, begin, count, MAX_LENGTH_BYTES));
    }
    int length = 0;
    for (int i = 0; i < count; i++) {
      length = (length << 8) | octet(what);
    }
    if (length < 0x80 || length >>> (8 * (count - 1)) == 0) {
      throw new CertificateException(
          "the length of %s at byte %d is not in its shortest form".formatted(what, begin));
    }
    return length;
  }

  private int octet(String what) throws CertificateException {
    if (at == end) {
      throw new CertificateException("%s is missing its end at byte %d".formatted(what, at));
    }
    return bytes[at++] & 0xff;
  }
}
