package dev.pixelgate.function.store;

/** The store cannot be used; the message says which file and why. */
public final class StoreException extends RuntimeException {
  StoreException(String message) {
    super(message);
  }

  StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
