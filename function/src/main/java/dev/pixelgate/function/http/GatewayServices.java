package dev.pixelgate.function.http;

import dev.pixelgate.function.decision.DecisionBook;
import dev.pixelgate.function.media.PictureStore;
import dev.pixelgate.function.media.Spool;
import dev.pixelgate.function.metrics.SaleMeters;
import dev.pixelgate.function.quote.Quotes;
import dev.pixelgate.function.reference.PictureReferences;
import dev.pixelgate.function.sale.UpscaleSales;
import dev.pixelgate.function.signing.SigningKeys;
import dev.pixelgate.function.upload.FileUploads;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What the gateway's server works with; shared by its instances, so every part is safe on any
 * thread.
 *
 * @param sales where orders are made; what is asked for goes through {@code paidOnce} first
 * @param decisions those in the store, beside those that the sales remember
 * @param references what forms may name in the place of a picture
 * @param ownUploads where the places for uploads are this gateway's own
 * @param upkeep what is done by requests because no timer does it
 * @param door where the server is reached
 */
public record GatewayServices(
    UpscaleSales sales,
    PaidOnce paidOnce,
    PictureStore media,
    Spool spool,
    PictureReferences references,
    Optional<FileUploads> ownUploads,
    Access access,
    Lifecycle lifecycle,
    SaleMeters meters,
    Pages pages,
    Accounting accounting,
    DecisionBook decisions,
    Purse purse,
    Quotes quotes,
    SigningKeys signingKeys,
    InstantSource clock,
    Upkeep upkeep,
    Doorway door) {}
