package dev.pixelgate.pricing.receipt;

import dev.pixelgate.pricing.Sha256;

/**
 * What of a receipt its chain is made of.
 *
 * @param id of the request
 * @param hash its own
 */
public record Link(String account, Place place, String id, Sha256 hash) {
  /** This receipt as the last one. */
  public Head head() {
    return new Head(place.instance(), place.seq(), hash);
  }
}
