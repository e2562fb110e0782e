package dev.pixelgate.function.upload;

import dev.pixelgate.function.intake.Referred;
import dev.pixelgate.router.Cancellation;
import io.vertx.core.Future;

/**
 * Where clients put large pictures.
 *
 * <p>Thread rule: any; futures complete on the context of the caller.
 */
public interface UploadStore {
  /**
   * Gives out a place, which nothing is put to yet, or says why there is none.
   *
   * @param base of this gateway's URLs as the client sees them, without a slash at its end
   */
  Future<Placing> place(String account, Wish wish, String base);

  /**
   * Looks for what was put to a place, as often as it is asked for. One that is not there, of
   * another account or too old is refused as unknown.
   *
   * @param id anything that a client sent
   * @param stop after which no more of it is read
   */
  Future<Referred> open(String id, String account, Cancellation stop);
}
