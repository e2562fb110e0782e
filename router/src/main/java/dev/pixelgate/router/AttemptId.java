package dev.pixelgate.router;

/**
 * Which attempt this is, as the ledger knows it.
 *
 * @param request the order's id
 * @param number counts from 1 within the order
 */
public record AttemptId(String account, String request, int number) {}
