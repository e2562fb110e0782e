package dev.pixelgate.function.receipt;

/**
 * A signed receipt as it is handed out, for a person and for a program: the member {@code receipt}
 * with the JWS, and then the members of the receipt itself. It has one spelling, so that no byte of
 * it can be changed without being found.
 */
public final class ReceiptDocument {
  /** The type in the header of a receipt's JWS. */
  public static final String TYPE = "pixelgate-receipt+jwt";

  private static final String START = "{\"receipt\":\"";

  private ReceiptDocument() {}

  /**
   * Of this receipt.
   *
   * @param jws compact, of the body
   * @param body canonical JSON
   */
  public static String of(String jws, String body) {
    return START + jws + "\"," + body.substring(1);
  }

  /** The JWS in a document, or in a text that is one itself; what it is worth is to be seen. */
  public static String jws(String document) {
    if (!document.startsWith(START)) {
      return document;
    }
    int end = document.indexOf('"', START.length());
    return document.substring(START.length(), end < 0 ? document.length() : end);
  }

  /** Whether this is what was handed out for this JWS of this body, to the last byte. */
  public static boolean isOf(String document, String jws, String body) {
    return document.equals(jws) || document.equals(of(jws, body));
  }
}
