package com.example.usher;

import org.springframework.boot.context.properties.ConfigurationProperties;

@ConfigurationProperties("example")
record Settings(
    String origin, String environmentUrl, String clientId, String clientSecret, String webhookSecret) {
  Settings {
    environmentUrl = environmentUrl.replaceAll("/$", "");
  }

  String redirectUri() {
    return origin + "/auth/callback";
  }
}
