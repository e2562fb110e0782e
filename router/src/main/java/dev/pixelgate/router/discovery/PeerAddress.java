package dev.pixelgate.router.discovery;

import java.net.URI;

/**
 * An orchestrator that was found and is not configured.
 *
 * @param name given by us: the same address always gets the same one
 * @param url absolute, http or https
 * @param origin how it was found
 */
public record PeerAddress(String name, URI url, Origin origin) {
  /** How an address came to us. */
  public enum Origin {
    /** The list of the configured webhook. */
    WEBHOOK,
    /** Another orchestrator's list of nodes. */
    NODE
  }
}
