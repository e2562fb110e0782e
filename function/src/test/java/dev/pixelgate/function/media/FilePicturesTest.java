package dev.pixelgate.function.media;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

class FilePicturesTest extends PictureStoreContract {
  @Override
  PictureStore open() {
    return new FileMediaStore(vertx, data, spool, TIME_TO_LIVE, clock);
  }

  @Override
  Future<Buffer> read(FoundPicture picture) {
    return vertx.fileSystem().readFile(((MediaFile) picture).file().toString());
  }
}
