import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.scalekit.ScalekitClient;
import com.scalekit.exceptions.APIException;
import com.scalekit.exceptions.WebHookException;
import com.scalekit.grpc.scalekit.v1.commons.OrganizationMembership;
import com.scalekit.grpc.scalekit.v1.commons.Role;
import com.scalekit.grpc.scalekit.v1.organizations.CreateOrganization;
import com.scalekit.grpc.scalekit.v1.organizations.Organization;
import com.scalekit.grpc.scalekit.v1.organizations.UpdateOrganization;
import com.scalekit.grpc.scalekit.v1.roles.CreateRole;
import com.scalekit.grpc.scalekit.v1.roles.CreateRoleRequest;
import com.scalekit.grpc.scalekit.v1.users.CreateMembership;
import com.scalekit.grpc.scalekit.v1.users.CreateMembershipRequest;
import com.scalekit.grpc.scalekit.v1.users.CreateUser;
import com.scalekit.grpc.scalekit.v1.users.CreateUserAndMembershipRequest;
import com.scalekit.grpc.scalekit.v1.users.CreateUserProfile;
import com.scalekit.grpc.scalekit.v1.users.ListOrganizationUsersRequest;
import com.scalekit.grpc.scalekit.v1.users.UpdateMembership;
import com.scalekit.grpc.scalekit.v1.users.UpdateMembershipRequest;
import com.scalekit.grpc.scalekit.v1.users.UpdateUser;
import com.scalekit.grpc.scalekit.v1.users.UpdateUserProfile;
import com.scalekit.grpc.scalekit.v1.users.UpdateUserRequest;
import com.scalekit.grpc.scalekit.v1.users.User;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Walks through the calls of the official Java SDK and prints what came back, as one line of JSON. */
public final class Program {
  static final ObjectMapper json = new ObjectMapper();
  static final ScalekitClient client =
      new ScalekitClient(
          System.getenv("SCALEKIT_ENVIRONMENT_URL"),
          System.getenv("SCALEKIT_CLIENT_ID"),
          System.getenv("SCALEKIT_CLIENT_SECRET"));

  public static void main(String[] parameters) throws Exception {
    JsonNode task = json.readTree(System.getenv("CONFORMANCE_TASK"));
    Map<String, Object> organizations = walkThroughOrganizations(task);
    String organizationId = (String) organizations.get("id");
    Map<String, Object> report =
        Map.of(
            "organizationId", organizationId,
            "organizations", organizations,
            "users", walkThroughUsers(task, organizationId),
            "roles", walkThroughRoles(task),
            "directories", Directories.walkThrough(task.get("directory")),
            "tokens", checkTokens(task),
            "webhooks", checkWebhooks(task.get("webhook")));
    System.out.println(json.writeValueAsString(report));
    // The channel's threads would keep the process alive.
    System.exit(0);
  }

  private static Map<String, Object> walkThroughOrganizations(JsonNode task) {
    String externalId = task.get("externalId").asText();
    CreateOrganization wanted =
        CreateOrganization.newBuilder().setDisplayName("Acme").setExternalId(externalId).build();
    Organization created = client.organizations().create(wanted);
    client
        .organizations()
        .updateById(created.getId(), UpdateOrganization.newBuilder().setDisplayName("Acme Robotics").build());
    Organization found = client.organizations().getByExternalId(externalId);
    List<String> listedIds =
        client.organizations().listOrganizations(10, "").getOrganizationsList().stream()
            .map(Organization::getId)
            .toList();
    return Map.of(
        "id", found.getId(),
        "createdName", created.getDisplayName(),
        "changedName", found.getDisplayName(),
        "listedIds", listedIds);
  }

  private static Map<String, Object> walkThroughUsers(JsonNode task, String organizationId) {
    CreateUserAndMembershipRequest wanted =
        CreateUserAndMembershipRequest.newBuilder()
            .setUser(
                CreateUser.newBuilder()
                    .setEmail(task.get("email").asText())
                    .setUserProfile(CreateUserProfile.newBuilder().setGivenName("Ada"))
                    .setMembership(CreateMembership.newBuilder().addRoles(role("member"))))
            .setSendInvitationEmail(true)
            .build();
    User invited = client.users().createUserAndMembership(organizationId, wanted).getUser();
    String id = invited.getId();
    Map<String, Object> report = new HashMap<>();
    report.put("invited", describe(invited));
    report.put("resentCount", client.users().resendInvite(organizationId, id).getInvite().getResentCount());
    String otherId = changeUser(organizationId, id);
    report.put("otherOrganizationId", otherId);
    report.put("changed", describe(client.users().getUser(id).getUser()));
    report.putAll(listUser(organizationId, id));
    report.put("again", refusalOf(() -> client.users().createUserAndMembership(organizationId, wanted)));
    client.users().deleteMembership(organizationId, id);
    client.users().deleteMembership(otherId, id);
    report.put("gone", refusalOf(() -> client.users().getUser(id)));
    CreateUserAndMembershipRequest wrong =
        CreateUserAndMembershipRequest.newBuilder().setUser(CreateUser.newBuilder().setEmail("x")).build();
    report.put("wrong", refusalOf(() -> client.users().createUserAndMembership(organizationId, wrong)));
    return report;
  }

  /** Another name, another role, and a second organization, whose id is returned. */
  private static String changeUser(String organizationId, String id) {
    UpdateUserProfile.Builder profile = UpdateUserProfile.newBuilder().setGivenName("Augusta");
    client
        .users()
        .updateUser(
            id, UpdateUserRequest.newBuilder().setUser(UpdateUser.newBuilder().setUserProfile(profile)).build());
    UpdateMembership.Builder admin = UpdateMembership.newBuilder().addRoles(role("admin"));
    client
        .users()
        .updateMembership(organizationId, id, UpdateMembershipRequest.newBuilder().setMembership(admin).build());
    String otherId =
        client.organizations().create(CreateOrganization.newBuilder().setDisplayName("Globex").build()).getId();
    CreateMembershipRequest membership =
        CreateMembershipRequest.newBuilder()
            .setMembership(CreateMembership.newBuilder())
            .setSendInvitationEmail(true)
            .build();
    client.users().createMembership(otherId, id, membership);
    return otherId;
  }

  private static Map<String, Object> listUser(String organizationId, String id) {
    ListOrganizationUsersRequest page = ListOrganizationUsersRequest.newBuilder().setPageSize(10).build();
    return Map.of(
        "listedIds",
            client.users().listOrganizationUsers(organizationId, page).getUsersList().stream()
                .map(User::getId)
                .toList(),
        "roles",
            client.users().listUserRoles(organizationId, id).getRolesList().stream().map(Role::getName).toList(),
        "permissions",
            client.users().listUserPermissions(organizationId, id).getPermissionsList().stream()
                .map(permission -> permission.getName())
                .toList());
  }

  private static Map<String, Object> walkThroughRoles(JsonNode task) {
    String name = task.get("roleName").asText();
    CreateRole.Builder wanted =
        CreateRole.newBuilder().setName(name).setDisplayName("Auditor").setDescription("Reads everything");
    client.roles().createRole(CreateRoleRequest.newBuilder().setRole(wanted).build());
    List<String> names =
        client.roles().listRoles().getRolesList().stream().map(one -> one.getName()).toList();
    client.roles().deleteRole(name);
    return Map.of("names", names, "gone", refusalOf(() -> client.roles().getRole(name)));
  }

  private static Map<String, Object> checkTokens(JsonNode task) {
    String token = client.authentication().getClientAccessToken();
    Map<String, Object> claims = client.authentication().validateAccessTokenAndGetClaims(token);
    String content = token.substring(0, token.lastIndexOf('.') + 1);
    String forged = "accepted";
    try {
      boolean accepted =
          client.authentication().validateAccessToken(content + task.get("forgedSignature").asText());
      if (!accepted) forged = "refused";
    } catch (APIException refusal) {
      forged = "refused";
    }
    return Map.of("issuer", claims.get("iss"), "clientId", claims.get("client_id"), "forged", forged);
  }

  private static Map<String, Object> checkWebhooks(JsonNode webhook) {
    String payload = webhook.get("payload").asText();
    return Map.of("signed", verify(webhook, payload), "changed", verify(webhook, payload + " "));
  }

  private static String verify(JsonNode webhook, String payload) {
    Map<String, String> headers = new HashMap<>();
    webhook.get("headers").properties().forEach(one -> headers.put(one.getKey(), one.getValue().asText()));
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    try {
      boolean accepted = client.webhook().verifyWebhookPayload(webhook.get("secret").asText(), headers, bytes);
      return accepted ? "accepted" : "refused";
    } catch (WebHookException refusal) {
      return "refused";
    }
  }

  private static Map<String, Object> describe(User user) {
    return Map.of(
        "id", user.getId(),
        "email", user.getEmail(),
        "givenName", user.getUserProfile().getGivenName(),
        "memberships", user.getMembershipsList().stream().map(Program::describe).toList());
  }

  private static Map<String, Object> describe(OrganizationMembership membership) {
    return Map.of(
        "organizationId", membership.getOrganizationId(),
        "status", membership.getMembershipStatus().name(),
        "roles", membership.getRolesList().stream().map(Role::getName).sorted().toList());
  }

  static Map<String, Object> refusalOf(Runnable call) {
    try {
      call.run();
      return Map.of();
    } catch (APIException refusal) {
      return Map.of(
          "exception", refusal.getClass().getSimpleName(),
          "code", refusal.getScalekitErrorCode(),
          "message", refusal.getMessage());
    }
  }

  private static Role.Builder role(String name) {
    return Role.newBuilder().setName(name);
  }
}
