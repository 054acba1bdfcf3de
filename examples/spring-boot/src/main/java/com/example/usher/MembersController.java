package com.example.usher;

import com.scalekit.ScalekitClient;
import com.scalekit.exceptions.APIException;
import com.scalekit.grpc.scalekit.v1.commons.MembershipStatus;
import com.scalekit.grpc.scalekit.v1.commons.OrganizationMembership;
import com.scalekit.grpc.scalekit.v1.commons.Role;
import com.scalekit.grpc.scalekit.v1.users.CreateMembership;
import com.scalekit.grpc.scalekit.v1.users.CreateUser;
import com.scalekit.grpc.scalekit.v1.users.CreateUserAndMembershipRequest;
import com.scalekit.grpc.scalekit.v1.users.ListOrganizationUsersRequest;
import com.scalekit.grpc.scalekit.v1.users.ListOrganizationUsersResponse;
import com.scalekit.grpc.scalekit.v1.users.User;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Lazy;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

@Controller
class MembersController {
  private static final int PAGE_SIZE = 50;

  private static final Map<MembershipStatus, String> STATUSES =
      Map.of(
          MembershipStatus.ACTIVE, "Active",
          MembershipStatus.INACTIVE, "Inactive",
          MembershipStatus.PENDING_INVITE, "Invited",
          MembershipStatus.INVITE_EXPIRED, "Invitation expired");

  /** What the person who invites can put right. The SDK has the server's sentence only amid details for programs. */
  private static final Map<String, Problem> REFUSALS =
      Map.of(
          "INVALID_ARGUMENT", new Problem(HttpStatus.BAD_REQUEST, "This address or role is not valid."),
          "FAILED_PRECONDITION", new Problem(HttpStatus.BAD_REQUEST, "The organization cannot take this person now."),
          "ALREADY_EXISTS", new Problem(HttpStatus.CONFLICT, "This person is already a member, or invited."),
          "RESOURCE_EXHAUSTED", new Problem(HttpStatus.TOO_MANY_REQUESTS, "Too many invitations. Try again later."));

  private final Settings settings;
  private final ScalekitClient usher;
  private final Events events;

  MembersController(Settings settings, @Lazy ScalekitClient usher, Events events) {
    this.settings = settings;
    this.usher = usher;
    this.events = events;
  }

  @GetMapping("/")
  String home() {
    return "redirect:/members";
  }

  @GetMapping("/members")
  ModelAndView show(@RequestParam(defaultValue = "") String page, HttpServletRequest request) {
    Person person = Person.of(request);
    return person == null ? new ModelAndView("redirect:/login") : membersPage(person, page, Map.of());
  }

  @PostMapping("/invite")
  ModelAndView invite(
      @RequestParam String email,
      @RequestParam String role,
      @RequestHeader(defaultValue = "") String origin,
      HttpServletRequest request) {
    Person person = Person.of(request);
    if (person == null) return new ModelAndView("redirect:/login");
    // The cookie is sent from every page on this host, whatever its port.
    if (!origin.equals(settings.origin()))
      throw new Problem(HttpStatus.FORBIDDEN, "This form comes from another site.");
    // The application may invite anybody anywhere: whether this person may, it must ask itself.
    if (!person.mayInvite()) throw new Problem(HttpStatus.FORBIDDEN, "You may not invite people.");
    try {
      invite(person, email.strip(), role);
    } catch (APIException exception) {
      Problem refusal = REFUSALS.get(exception.getScalekitErrorCode());
      if (refusal == null) throw exception;
      ModelAndView page = membersPage(person, "", Map.of("problem", refusal.getMessage(), "email", email));
      page.setStatus(refusal.status());
      return page;
    }
    return membersPage(person, "", Map.of("notice", email.strip() + " is invited."));
  }

  private void invite(Person person, String email, String role) {
    CreateMembership.Builder membership =
        CreateMembership.newBuilder()
            .addRoles(Role.newBuilder().setName(role))
            .setInviterEmail(person.email());
    CreateUserAndMembershipRequest request =
        CreateUserAndMembershipRequest.newBuilder()
            .setUser(CreateUser.newBuilder().setEmail(email).setMembership(membership))
            .setSendInvitationEmail(true)
            .build();
    usher.users().createUserAndMembership(person.organizationId(), request);
  }

  private ModelAndView membersPage(Person person, String page, Map<String, String> form) {
    String id = person.organizationId();
    ListOrganizationUsersRequest request =
        ListOrganizationUsersRequest.newBuilder().setPageSize(PAGE_SIZE).setPageToken(page).build();
    ListOrganizationUsersResponse listed = usher.users().listOrganizationUsers(id, request);
    Map<String, Object> model = new HashMap<>();
    model.put("organization", usher.organizations().getById(id).getDisplayName());
    model.put("email", person.email());
    model.put("mayInvite", person.mayInvite());
    model.put("members", listed.getUsersList().stream().map(user -> describe(user, id)).toList());
    model.put("nextPage", listed.getNextPageToken());
    model.put("roles", usher.roles().listOrganizationRoles(id).getRolesList());
    model.put("events", events.list());
    model.put("form", form);
    return new ModelAndView("members", model);
  }

  private static Map<String, String> describe(User user, String organizationId) {
    OrganizationMembership membership =
        user.getMembershipsList().stream()
            .filter(one -> one.getOrganizationId().equals(organizationId))
            .findFirst()
            .orElseThrow();
    return Map.of(
        "email", user.getEmail(),
        "name", user.getUserProfile().getName(),
        "roles", membership.getRolesList().stream().map(Role::getDisplayName).collect(Collectors.joining(", ")),
        "status", STATUSES.getOrDefault(membership.getMembershipStatus(), ""));
  }
}
