package com.example.usher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.scalekit.ScalekitClient;
import com.scalekit.exceptions.WebHookException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Lazy;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class WebhookController {
  private final Settings settings;
  private final ScalekitClient usher;
  private final Events events;
  private final ObjectMapper json;

  WebhookController(Settings settings, @Lazy ScalekitClient usher, Events events, ObjectMapper json) {
    this.settings = settings;
    this.usher = usher;
    this.events = events;
    this.json = json;
  }

  /** The signature is made over the bytes of the body, so it is taken as it came. */
  @PostMapping("/webhooks")
  ResponseEntity<String> receive(@RequestBody byte[] body, HttpServletRequest request) throws IOException {
    if (settings.webhookSecret().isEmpty())
      return answer(HttpStatus.SERVICE_UNAVAILABLE, "SCALEKIT_WEBHOOK_SECRET is not set.\n");
    try {
      usher.webhook().verifyWebhookPayload(settings.webhookSecret(), headersOf(request), body);
    } catch (WebHookException exception) {
      return answer(HttpStatus.BAD_REQUEST, "The signature is not valid.\n");
    }
    JsonNode event = json.readTree(body);
    events.keep(event.path("id").asText(), event.path("type").asText());
    return ResponseEntity.noContent().build();
  }

  private static Map<String, String> headersOf(HttpServletRequest request) {
    return Collections.list(request.getHeaderNames()).stream()
        .collect(Collectors.toMap(name -> name.toLowerCase(Locale.ROOT), request::getHeader));
  }

  private static ResponseEntity<String> answer(HttpStatus status, String text) {
    return ResponseEntity.status(status).body(text);
  }
}
