package com.example.usher;

import java.util.Map;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

@ControllerAdvice
class ProblemPage {
  @ExceptionHandler
  ModelAndView show(Problem problem) {
    return new ModelAndView("problem", Map.of("message", problem.getMessage()), problem.status());
  }
}
