package dev.pixelgate.function.http;

import dev.pixelgate.function.receipt.ReceiptBook;
import dev.pixelgate.function.signing.Signer;
import dev.pixelgate.function.statement.Credits;
import dev.pixelgate.function.statement.StatementBook;
import dev.pixelgate.pricing.budget.BudgetState;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What accounts are told of their money.
 *
 * @param credits how those stand who are paid with tickets; for operators
 * @param budgets how the budget of an account stands; nothing for one without
 */
public record Accounting(
    ReceiptBook receipts,
    Signer signer,
    StatementBook statements,
    Supplier<Future<Credits>> credits,
    Function<String, Future<Optional<BudgetState>>> budgets,
    InstantSource clock) {}
