package com.example.usher;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.springframework.stereotype.Component;

/** The webhooks that were received, the newest first; in memory, since this is an example. */
@Component
class Events {
  private record Event(String id, String type, Instant at) {}

  private static final int MAXIMUM = 20;

  private final Deque<Event> received = new ArrayDeque<>();

  /** An event may come more than once; its id tells. */
  synchronized void keep(String id, String type) {
    if (received.stream().anyMatch(event -> event.id().equals(id))) return;
    received.addFirst(new Event(id, type, Instant.now().truncatedTo(ChronoUnit.SECONDS)));
    if (received.size() > MAXIMUM) received.removeLast();
  }

  /** What happened, and when it was told. */
  synchronized List<String> list() {
    return received.stream().map(event -> event.type() + ", " + event.at()).toList();
  }
}
