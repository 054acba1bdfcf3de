package com.example.usher;

import com.scalekit.ScalekitClient;
import com.scalekit.exceptions.APIException;
import com.scalekit.internal.http.AuthenticationOptions;
import com.scalekit.internal.http.AuthenticationResponse;
import com.scalekit.internal.http.AuthorizationUrlOptions;
import com.scalekit.internal.http.IdpInitiatedLoginClaims;
import com.scalekit.internal.http.LogoutUrlOptions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Lazy;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
class LoginController {
  private static final Logger log = LoggerFactory.getLogger(LoginController.class);
  private static final SecureRandom random = new SecureRandom();
  private static final String COOKIE = "example_login";
  private static final Duration LIFETIME = Duration.ofMinutes(10);

  private final Settings settings;
  private final ScalekitClient usher;

  LoginController(Settings settings, @Lazy ScalekitClient usher) {
    this.settings = settings;
    this.usher = usher;
  }

  /**
   * The initiate-login endpoint: Usher sends people here, after an invitation that they accepted or from their identity
   * provider, with hints of who they are and where they belong. People may come by themselves, too.
   */
  @GetMapping("/login")
  void begin(@RequestParam Map<String, String> hints, HttpServletResponse response) throws IOException {
    if (!isFromUsher(hints)) throw refusal("This link comes from another service.");
    String state = randomToken();
    String verifier = randomToken();
    AuthorizationUrlOptions options = readHints(hints);
    options.setState(state);
    options.setCodeChallenge(challengeOf(verifier));
    options.setCodeChallengeMethod("S256");
    setCookie(response, state + "." + verifier, LIFETIME);
    response.sendRedirect(usher.authentication().getAuthorizationUrl(settings.redirectUri(), options).toString());
  }

  /** Where Usher sends the browser back to, with a code that is good once. */
  @GetMapping("/auth/callback")
  void complete(
      @RequestParam Map<String, String> answer,
      @CookieValue(name = COOKIE, defaultValue = "") String cookie,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    setCookie(response, "", Duration.ZERO);
    String[] begun = cookie.split("\\.");
    if (begun.length != 2 || !begun[0].equals(answer.get("state")))
      throw refusal("This login was not begun in this browser, or too long ago. Please begin again.");
    // RFC 9207: the answer names who gives it.
    if (!isFromUsher(answer)) throw refusal("This answer comes from another service.");
    if (!answer.containsKey("code"))
      throw refusal(answer.getOrDefault("error_description", "You were not signed in."));
    try {
      exchange(answer.get("code"), begun[1]).signIn(request);
    } catch (APIException exception) {
      log.warn("A login could not be completed.", exception);
      throw refusal("This login could not be completed. Please begin again.");
    }
    response.sendRedirect("/members");
  }

  @GetMapping("/logout")
  void end(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Person person = Person.of(request);
    Person.signOut(request);
    if (person == null) {
      response.sendRedirect("/");
      return;
    }
    LogoutUrlOptions options = new LogoutUrlOptions();
    options.setIdTokenHint(person.idToken());
    options.setPostLogoutRedirectUri(settings.origin() + "/");
    response.sendRedirect(usher.authentication().getLogoutUrl(options).toString());
  }

  /** Both tokens are checked against the keys of Usher: the one says who it is, the other what they may. */
  private Person exchange(String code, String verifier) {
    AuthenticationOptions options = new AuthenticationOptions();
    options.setCodeVerifier(verifier);
    AuthenticationResponse answer =
        usher.authentication().authenticateWithCode(code, settings.redirectUri(), options);
    Map<String, Object> person = claimsOf(answer.getIdToken());
    Object roles = claimsOf(answer.getAccessToken()).getOrDefault("roles", List.of());
    return new Person(
        (String) person.get("email"),
        (String) person.get("oid"),
        ((List<?>) roles).stream().map(String::valueOf).toList(),
        answer.getIdToken());
  }

  private Map<String, Object> claimsOf(String token) {
    Map<String, Object> claims = usher.authentication().validateAccessTokenAndGetClaims(token);
    if (!settings.environmentUrl().equals(claims.get("iss"))) throw refusal("This token comes from another service.");
    return claims;
  }

  private AuthorizationUrlOptions readHints(Map<String, String> hints) {
    AuthorizationUrlOptions options = new AuthorizationUrlOptions();
    String token = hints.get("idp_initiated_login");
    if (token == null) {
      options.setOrganizationId(hints.get("organization_id"));
      options.setLoginHint(hints.get("login_hint"));
      return options;
    }
    try {
      IdpInitiatedLoginClaims claims = usher.authentication().getIdpInitiatedLoginClaims(token);
      options.setOrganizationId(claims.getOrganizationID());
      options.setConnectionId(claims.getConnectionID());
      options.setLoginHint(claims.getLoginHint());
      return options;
    } catch (APIException exception) {
      throw refusal("This login is not valid any more. Begin again at your identity provider.");
    }
  }

  private boolean isFromUsher(Map<String, String> parameters) {
    return parameters.getOrDefault("iss", settings.environmentUrl()).equals(settings.environmentUrl());
  }

  private void setCookie(HttpServletResponse response, String value, Duration lifetime) {
    ResponseCookie cookie =
        ResponseCookie.from(COOKIE, value)
            .path("/auth/callback")
            .maxAge(lifetime)
            .httpOnly(true)
            .sameSite("Lax")
            .secure(settings.origin().startsWith("https:"))
            .build();
    response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
  }

  private static Problem refusal(String message) {
    return new Problem(HttpStatus.BAD_REQUEST, message);
  }

  private static String randomToken() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return encode(bytes);
  }

  private static String challengeOf(String verifier) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return encode(digest.digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException exception) {
      throw new IllegalStateException(exception);
    }
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
