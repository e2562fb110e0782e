package dev.pixelgate.router.livepeer;

import dev.pixelgate.router.AttemptEnd;
import dev.pixelgate.router.attempt.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an orchestrator's answer other than 200 means. It is a line of text; the status alone says
 * little: an error of the runner behind it is always a 500.
 *
 * @param text on one line, at most 300 characters
 */
record LivepeerRefusal(Refusal answer, String text) {
  /** How the orchestrator passes on what its runner said. */
  private static final Pattern RUNNER =
      Pattern.compile("container returned (\\d{3}): ?(.*)", Pattern.DOTALL);

  /** Of the 400s these are about a payment, not about the job. */
  private static final List<String> PAYMENT =
      List.of("balance", "ticket", "expected price", "process payments", "recipientrand");

  static LivepeerRefusal of(Refusal answer) {
    byte[] body = answer.body().getBytes(0, Math.min(answer.body().length(), 4096));
    return new LivepeerRefusal(answer, Refusal.bounded(new String(body, StandardCharsets.UTF_8)));
  }

  /** Whether another token may be let in: this one has ended, or is of an earlier process. */
  boolean isAboutToken() {
    return answer.status() == 401 || (answer.status() == 403 && text.contains("auth token"));
  }

  /**
   * What it means for the ledger of an orchestrator that is paid. It looks at the payment itself,
   * the credentials, the picture, its room, what the payment is worth, in this order, and runs the
   * job then; only a job that was run and failed is a 500.
   */
  PaidJob.JobEnd jobEnd() {
    return switch (answer.status()) {
      case 500 -> PaidJob.JobEnd.FAILED;
      case 401, 402, 403 -> notLetIn();
      case 400 -> badRequest(text.toLowerCase(Locale.ROOT));
      case 429, 503 -> PaidJob.JobEnd.NOT_TAKEN;
      default -> PaidJob.JobEnd.UNCLEAR;
    };
  }

  private PaidJob.JobEnd notLetIn() {
    if (isFull()) {
      return PaidJob.JobEnd.NOT_TAKEN;
    }
    return text.contains("invalid auth token")
        ? PaidJob.JobEnd.RESTARTED
        : PaidJob.JobEnd.NOT_LET_IN;
  }

  private PaidJob.JobEnd badRequest(String lower) {
    if (lower.contains("insufficient balance")) {
      return PaidJob.JobEnd.TOO_LITTLE;
    }
    if (lower.contains("ticketparams expired")) {
      return PaidJob.JobEnd.EXPIRED;
    }
    return isAboutPayment() ? PaidJob.JobEnd.PAYMENT_REFUSED : PaidJob.JobEnd.NOT_TAKEN;
  }

  AttemptEnd end(String orchestrator) {
    if (isFull()) {
      return new AttemptEnd.Busy(answer.pause());
    }
    Matcher runner = RUNNER.matcher(text);
    boolean byRunner = runner.find();
    int status = byRunner ? Integer.parseInt(runner.group(1)) : answer.status();
    String words = byRunner ? runner.group(2) : text;
    boolean aboutJob = status == 400 || (byRunner && status == 422);
    return aboutJob && !isAboutPayment() && !isAboutModel(words)
        ? new AttemptEnd.JobRejected(
            words.isEmpty() ? "rejected without a reason (" + status + ")" : words)
        : failed(orchestrator);
  }

  /** An unknown model looks the same: it has no slot for it. */
  private boolean isFull() {
    return answer.status() == 429
        || text.toLowerCase(Locale.ROOT).contains("insufficient capacity")
        || text.contains("OrchestratorCapped");
  }

  private boolean isAboutPayment() {
    String lower = text.toLowerCase(Locale.ROOT);
    return PAYMENT.stream().anyMatch(lower::contains);
  }

  /** That the runner has another model than it is configured with says nothing about the job. */
  private static boolean isAboutModel(String words) {
    return words.contains("model_id")
        || (words.contains("pipeline configured with") && words.contains("but called with"));
  }

  private AttemptEnd failed(String orchestrator) {
    return new AttemptEnd.Failed(
        orchestrator + " answered " + answer.status() + (text.isEmpty() ? "" : ": " + text), true);
  }
}
