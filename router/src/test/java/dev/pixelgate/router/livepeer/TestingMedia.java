package dev.pixelgate.router.livepeer;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Keeps the newest results of a {@link TestingNode} and hands them out. */
final class TestingMedia {
  /** A path that never answers. */
  static final String HANGS = "/stream/hangs/hangs.png";

  private static final int MOST = 256;

  private final Map<String, byte[]> kept =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
              return size() > MOST;
            }
          });

  /** Scheme, host and port as the caller addressed it. */
  String base(HttpServerRequest request) {
    return request.scheme() + "://" + request.authority();
  }

  /** The URL of this one from now on. */
  String keep(HttpServerRequest request, byte[] png) {
    String id = UUID.randomUUID().toString();
    String path = "/stream/" + id.substring(0, 8) + "/" + id.substring(28) + ".png";
    kept.put(path, png);
    return base(request) + path;
  }

  void handle(HttpServerRequest request) {
    byte[] png = kept.get(request.path());
    if (png != null) {
      request
          .response()
          .putHeader("content-type", "image/png")
          .putHeader("cache-control", "max-age=5")
          .end(Buffer.buffer(png));
    } else if (!request.path().equals(HANGS)) {
      TestingTask.refuse(request, new TestingGate.Refusal(404, "404 page not found"));
    }
  }
}
