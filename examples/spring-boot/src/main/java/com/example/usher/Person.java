package com.example.usher;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.util.List;

/**
 * Who is signed in in a browser.
 *
 * @param permissions what the roles in the organization allow
 * @param idToken names the session to end when signing out
 */
record Person(String email, String organizationId, List<String> permissions, String idToken)
    implements Serializable {
  private static final String KEY = "person";

  /** Null if nobody is. */
  static Person of(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session == null ? null : (Person) session.getAttribute(KEY);
  }

  /** Always in a new session, so that nobody can prepare a browser with one that they know. */
  void signIn(HttpServletRequest request) {
    signOut(request);
    request.getSession().setAttribute(KEY, this);
  }

  static void signOut(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null) session.invalidate();
  }

  boolean mayInvite() {
    return permissions.contains("members:invite");
  }
}
