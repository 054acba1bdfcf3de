package com.example.usher;

import org.springframework.http.HttpStatus;

/** What went wrong in words for the person, and the status of the page that says so. */
class Problem extends RuntimeException {
  private final HttpStatus status;

  Problem(HttpStatus status, String message) {
    super(message);
    this.status = status;
  }

  HttpStatus status() {
    return status;
  }
}
