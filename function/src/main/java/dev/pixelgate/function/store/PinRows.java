package dev.pixelgate.function.store;

import dev.pixelgate.router.livepeer.Pin;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;

/** The statements on the table of pins. */
final class PinRows {
  private PinRows() {}

  static Future<Optional<Pin>> find(Session session, String hostPort) {
    return session
        .rows("SELECT sha256 FROM pin WHERE host_port = ?", hostPort)
        .map(rows -> rows.stream().findFirst().map(row -> new Pin(row.text(0))));
  }

  static Future<Long> count(Session session) {
    return session.rows("SELECT count(*) FROM pin").map(rows -> rows.getFirst().number(0));
  }

  static Future<?> put(Session session, String hostPort, Pin pin, Instant now) {
    return session.change(
        "INSERT INTO pin (host_port, sha256, saved_at) VALUES (?, ?, ?) ON CONFLICT (host_port)"
            + " DO UPDATE SET sha256 = excluded.sha256, saved_at = excluded.saved_at",
        hostPort,
        pin.sha256(),
        now.toEpochMilli());
  }
}
