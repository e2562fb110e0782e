package dev.pixelgate.function.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WholeAnswerTest {
  private static JsonObject answer(MultiMap headers, Buffer body) {
    return WholeAnswer.of(200, headers, body).toJsonObject();
  }

  private static MultiMap typed(String type) {
    return MultiMap.caseInsensitiveMultiMap().add("Content-Type", type);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "text/plain; version=0.0.4; charset=utf-8"})
  void leavesTextAsItIs(String type) {
    JsonObject answer = answer(typed(type), Buffer.buffer("\u00e4 \"x\""));
    assertEquals("\u00e4 \"x\"", answer.getString("body"));
    assertFalse(answer.getBoolean("isBase64Encoded"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"image/png", "application/octet-stream", "text/plain"})
  void putsWhatIsNoTextInBase64WhateverItIsCalled(String type) {
    byte[] bytes = {(byte) 0x89, 'P', 'N', 'G', 0, (byte) 0xff};
    JsonObject answer = answer(typed(type), Buffer.buffer(bytes));
    assertTrue(answer.getBoolean("isBase64Encoded"));
    assertEquals(Base64.getEncoder().encodeToString(bytes), answer.getString("body"));
  }

  @Test
  void putsCompressedTextInBase64() {
    JsonObject answer =
        answer(typed("text/plain").add("Content-Encoding", "gzip"), Buffer.buffer("x"));
    assertTrue(answer.getBoolean("isBase64Encoded"));
  }

  @Test
  void joinsValuesAndKeepsCookiesApart() {
    MultiMap headers =
        typed("text/plain")
            .add("Vary", "Origin")
            .add("Vary", "Accept")
            .add("Set-Cookie", "a=1; Expires=Thu, 01 Jan 2026 00:00:00 GMT")
            .add("Set-Cookie", "b=2")
            .add("Connection", "close")
            .add("Content-Length", "1");

    JsonObject answer = answer(headers, Buffer.buffer("x"));
    assertEquals(
        new JsonObject().put("content-type", "text/plain").put("vary", "Origin, Accept"),
        answer.getJsonObject("headers"));
    assertEquals(
        JsonArray.of("a=1; Expires=Thu, 01 Jan 2026 00:00:00 GMT", "b=2"),
        answer.getJsonArray("cookies"));
  }
}
