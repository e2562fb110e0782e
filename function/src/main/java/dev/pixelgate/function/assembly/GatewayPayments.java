package dev.pixelgate.function.assembly;

import dev.pixelgate.function.config.PaymentRules;
import dev.pixelgate.router.livepeer.Payments;
import dev.pixelgate.router.livepeer.payment.OrchestratorCredit;
import dev.pixelgate.router.livepeer.payment.PaymentLog;
import dev.pixelgate.router.livepeer.payment.SignerPayments;
import dev.pixelgate.router.livepeer.payment.SignerSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How orchestrators are paid that ask wei: through the remote signer that is configured, or not at
 * all. Nothing is made before there is somebody who may have to be paid. Any thread.
 */
final class GatewayPayments {
  private final Vertx vertx;
  private final InstantSource clock;
  private final Optional<PaymentRules> rules;
  private final PaymentLog log;

  // Guarded by this.
  private Optional<SignerPayments> signer = Optional.empty();

  GatewayPayments(Vertx vertx, InstantSource clock, Optional<PaymentRules> rules, PaymentLog log) {
    this.vertx = vertx;
    this.clock = clock;
    this.rules = rules;
    this.log = log;
  }

  /** For those who may have to be paid. */
  synchronized Payments get() {
    if (signer.isEmpty()) {
      signer = rules.map(one -> new SignerPayments(vertx, clock, settings(one), log));
    }
    return signer.<Payments>map(made -> made).orElse(Payments.NONE);
  }

  private static SignerSettings settings(PaymentRules rules) {
    return new SignerSettings(
        rules.signer(),
        rules.headers().entrySet().stream()
            .collect(Collectors.toMap(entry -> entry.getKey(), entry -> entry.getValue().value())),
        rules.maxFloat(),
        rules.timeout());
  }

  private synchronized Optional<SignerPayments> made() {
    return signer;
  }

  /** How we stand with everybody who was paid. */
  List<OrchestratorCredit> credits() {
    return made().map(SignerPayments::credits).orElse(List.of());
  }

  /** How often the signer was asked for tickets. */
  long signerQuestions() {
    return made().map(SignerPayments::signerQuestions).orElse(0L);
  }

  /** Books what orchestrators still hold as lost; what that writes must still be writable. */
  Future<Void> close() {
    return made().map(SignerPayments::close).orElseGet(Future::succeededFuture);
  }
}
