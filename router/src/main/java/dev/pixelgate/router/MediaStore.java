package dev.pixelgate.router;

/** Keeps result pictures until their time is over. */
public interface MediaStore {
  /** A place for one result of this account. */
  ResultWriter open(String account);
}
