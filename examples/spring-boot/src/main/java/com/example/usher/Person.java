package com.example.usher;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.util.List;

/**
 * Who is signed in in a browser.
 *
 * @param roles the names of the roles in the organization
 * @param idToken names the session to end when signing out
 */
record Person(String email, String organizationId, List<String> roles, String idToken)
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

  /** The form gives any role, and the application may give them all: so only who holds them all may use it. */
  boolean mayInvite() {
    return roles.contains("admin");
  }
}
