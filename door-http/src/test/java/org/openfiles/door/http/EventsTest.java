package org.openfiles.door.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openfiles.core.Caller;
import org.openfiles.core.Change;

/// `GET /v1/events`.
final class EventsTest {
  private static final Caller ANN = new Caller("ann", "s3");

  @Test
  void whatHappenedIsToldFromWhereTheClientWas() throws Exception {
    try (TestDoor door = TestDoor.open()) {
      door.feed().add(ANN, Change.Kind.CREATED, "/a");
      door.feed().add(ANN, Change.Kind.WRITTEN, "/a");
      door.feed().add(Caller.NODE, Change.Kind.EXPORTED, "/a");
      TestDoor.Answer answer = door.get("/v1/events?follow=false&after=1");
      assertThat(answer.header("Content-Type")).isEqualTo("text/event-stream");
      assertThat(answer.text())
          .isEqualTo(
              """
              id: 2
              event: written
              data: {"sequence":2,"time":"1970-01-01T00:00:00Z","change":"written","path":"/a",\
              "door":"s3","principal":"ann"}

              id: 3
              event: exported
              data: {"sequence":3,"time":"1970-01-01T00:00:00Z","change":"exported","path":"/a"}

              """);
      assertThat(door.get("/v1/events?follow=false", "Last-Event-ID", "2").text())
          .startsWith("id: 3\n");
      assertThat(door.get("/v1/events?follow=false").text()).isEmpty();
    }
  }

  @Test
  void followersAreToldAtOnceOfWhatIsBelowTheirPath() throws Exception {
    try (TestDoor door = TestDoor.open();
        Socket socket = door.connect()) {
      socket
          .getOutputStream()
          .write(
              "GET /v1/events/d HTTP/1.1\r\nHost: localhost\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      assertThat(lines.readLine()).isEqualTo("HTTP/1.1 200 OK");
      for (String path : List.of("/dd/x", "/d/x")) {
        door.feed().add(ANN, Change.Kind.WRITTEN, path);
      }
      String line = lines.readLine();
      while (!line.startsWith("data:")) {
        line = lines.readLine();
      }
      assertThat(line).contains("\"path\":\"/d/x\"");
    }
  }

  @Test
  void whoeverWasAwayTooLongIsToldSo() throws Exception {
    try (TestDoor door = TestDoor.open()) {
      for (int i = 0; i < 1_500; i++) {
        door.feed().add(ANN, Change.Kind.WRITTEN, "/a" + i);
      }
      String text = door.get("/v1/events?follow=false&after=10").text();
      assertThat(text).startsWith("id: 500\nevent: missed\ndata: {\"after\":500}\n\nid: 501\n");
      assertThat(text.lines().filter(line -> line.startsWith("id: "))).hasSize(1_001);
      assertThat(door.get("/v1/events?follow=false&after=9999").text())
          .as("numbers of another cache")
          .startsWith("id: 500\nevent: missed\n");
    }
  }

  @Test
  void badPlacesAreRefused() throws Exception {
    try (TestDoor door = TestDoor.open()) {
      for (Map.Entry<String, String> each :
          Map.of("/v1/events?after=x", "0", "/v1/events", "x").entrySet()) {
        assertThat(door.get(each.getKey(), "Last-Event-ID", each.getValue()).status())
            .as(each.toString())
            .isEqualTo(400);
      }
    }
  }
}
