package dev.pixelgate.function.statement;

import java.math.BigInteger;

/**
 * How an orchestrator that is paid with tickets stands for one model, in wei.
 *
 * @param paid what its tickets were worth on average, ever
 * @param owed what its jobs cost, ever
 * @param lost what it was paid and gives nothing for any more, ever
 * @param inFlight what its jobs cost that are under way
 * @param unused what it holds of ours for servers that run, beyond the cost of the jobs under way;
 *     below zero where it is owed more than it was paid
 */
public record CreditLine(
    String orchestrator,
    String pipeline,
    String model,
    BigInteger paid,
    BigInteger owed,
    BigInteger lost,
    BigInteger inFlight,
    BigInteger unused) {}
