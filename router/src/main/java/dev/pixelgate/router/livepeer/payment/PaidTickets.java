package dev.pixelgate.router.livepeer.payment;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.WeiAmount;
import dev.pixelgate.router.AttemptId;

/**
 * Tickets for an orchestrator.
 *
 * @param occasion the attempt that they were bought for; they may pay for later ones too
 * @param worth what they are worth on average, all together
 */
public record PaidTickets(
    String orchestrator, Capability capability, AttemptId occasion, int tickets, WeiAmount worth) {}
