package com.example.usher;

import com.scalekit.ScalekitClient;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/** An application whose people join by Usher's invitations: Spring Boot and the Scalekit SDK. */
@SpringBootApplication
@EnableConfigurationProperties(Settings.class)
public class Application {
  public static void main(String[] arguments) {
    SpringApplication.run(Application.class, arguments);
  }

  /** Made when it is first needed: it asks Usher for a token at once. */
  @Bean
  @Lazy
  ScalekitClient usher(Settings settings) {
    return new ScalekitClient(settings.environmentUrl(), settings.clientId(), settings.clientSecret());
  }
}
