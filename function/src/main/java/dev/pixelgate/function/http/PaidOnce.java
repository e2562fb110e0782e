package dev.pixelgate.function.http;

import dev.pixelgate.function.idempotency.IdempotencyKeys;
import dev.pixelgate.function.sale.Sales;
import dev.pixelgate.pricing.picture.Picture;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/**
 * What keeps clients from paying twice.
 *
 * @param sales that know what was bought before
 * @param mayKnow whether a picture of this size may cost this account nothing
 * @param forget hears of a picture that is deleted, by what the file system knows it under
 * @param keys under which a request is answered once
 */
public record PaidOnce(
    Sales sales,
    BiPredicate<String, Picture> mayKnow,
    Consumer<Object> forget,
    IdempotencyKeys keys) {
  /** These sales, which know nothing of equal results. */
  public static PaidOnce keyed(Sales sales, IdempotencyKeys keys) {
    return new PaidOnce(sales, (account, picture) -> false, identity -> {}, keys);
  }
}
