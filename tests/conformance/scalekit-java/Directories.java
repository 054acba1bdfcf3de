import com.fasterxml.jackson.databind.JsonNode;
import com.scalekit.api.DirectoryClient;
import com.scalekit.api.util.DirectoryGroup;
import com.scalekit.api.util.DirectoryUser;
import com.scalekit.api.util.ListDirectoryResourceOptions;
import com.scalekit.api.util.ListDirectoryUserResponse;
import com.scalekit.exceptions.APIException;
import com.scalekit.grpc.scalekit.v1.directories.AttributeMapping;
import com.scalekit.grpc.scalekit.v1.directories.CreateDirectory;
import com.scalekit.grpc.scalekit.v1.directories.Directory;
import com.scalekit.grpc.scalekit.v1.directories.DirectoryProvider;
import com.scalekit.grpc.scalekit.v1.directories.DirectoryType;
import com.scalekit.grpc.scalekit.v1.directories.RoleAssignment;
import com.scalekit.grpc.scalekit.v1.directories.Secret;
import com.scalekit.grpc.scalekit.v1.organizations.CreateOrganization;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Walks through directories: one that is made here, and one that has sent users and groups before. */
final class Directories {
  private static final DirectoryClient service = Program.client.directories();

  private Directories() {}

  static Map<String, Object> walkThrough(JsonNode task) throws Exception {
    String id = task.get("directoryId").asText();
    String organizationId = task.get("organizationId").asText();
    Map<String, Object> report = new HashMap<>();
    report.put("made", make(id));
    report.put("synced", describe(service.getDirectory(id, organizationId)));
    report.put("users", listUsers(id, organizationId, task.get("since").asLong()));
    report.put("groups", listGroups(id, organizationId));
    // The SDK keeps its channel to itself, which the client that it is generated with would need.
    report.put("generated", null);
    report.put("unreachable", Map.of());
    return report;
  }

  private static Map<String, Object> make(String foreignId) {
    CreateOrganization organization = CreateOrganization.newBuilder().setDisplayName("Initech").build();
    String owner = Program.client.organizations().create(organization).getId();
    String empty = messageOf(() -> service.getPrimaryDirectoryByOrganizationId(owner));
    CreateDirectory wanted =
        CreateDirectory.newBuilder()
            .setDirectoryType(DirectoryType.SCIM)
            .setDirectoryProvider(DirectoryProvider.OKTA)
            .build();
    Directory made = service.createDirectory(owner, wanted);
    String id = made.getId();
    List<String> listedIds =
        service.listDirectories(owner).getDirectoriesList().stream().map(Directory::getId).toList();
    String primaryId = service.getPrimaryDirectoryByOrganizationId(owner).getId();
    Map<String, Object> enabled = Program.refusalOf(() -> service.deleteDirectory(id, owner));
    boolean off = service.disableDirectory(id, owner).getEnabled();
    boolean on = service.enableDirectory(id, owner).getEnabled();
    service.disableDirectory(id, owner);
    service.deleteDirectory(id, owner);
    return Map.of(
        "organizationId", owner,
        "directory", describe(made),
        "listedIds", listedIds,
        "primaryId", primaryId,
        "switched", List.of(off, on),
        "refused",
            Map.of(
                "empty", empty,
                "enabled", enabled,
                "gone", Program.refusalOf(() -> service.getDirectory(id, owner)),
                "foreign", Program.refusalOf(() -> service.listDirectoryUsers(foreignId, owner, null))));
  }

  private static Map<String, Object> listUsers(String id, String organizationId, long since) throws Exception {
    ListDirectoryResourceOptions two = ListDirectoryResourceOptions.builder().pageSize(2).build();
    ListDirectoryUserResponse first = service.listDirectoryUsers(id, organizationId, two);
    ListDirectoryResourceOptions next =
        ListDirectoryResourceOptions.builder().pageSize(2).pageToken(first.getNextPageToken()).build();
    ListDirectoryUserResponse second = service.listDirectoryUsers(id, organizationId, next);
    ListDirectoryResourceOptions detailed = ListDirectoryResourceOptions.builder().includeDetail(true).build();
    String detail = service.listDirectoryUsers(id, organizationId, detailed).getUsers(0).getUserDetail();
    // The class of a time is the SDK's own copy, which only its values name.
    var time = first.getUsers(0).getUpdatedAt().toBuilder();
    time.setSeconds(since / 1000).setNanos((int) (since % 1000) * 1_000_000);
    ListDirectoryResourceOptions changed =
        ListDirectoryResourceOptions.builder().updatedAfter(time.build()).build();
    Map<String, Object> report = new HashMap<>();
    report.put("total", first.getTotalSize());
    report.put("pages", List.of(describe(first), describe(second)));
    report.put("last", second.getNextPageToken());
    report.put("detail", Program.json.readTree(detail));
    report.put(
        "since",
        service.listDirectoryUsers(id, organizationId, changed).getUsersList().stream()
            .map(DirectoryUser::getGivenName)
            .toList());
    // The SDK has no option for it.
    report.put("inFirstGroup", null);
    return report;
  }

  private static Map<String, Object> listGroups(String id, String organizationId) throws Exception {
    ListDirectoryResourceOptions detailed = ListDirectoryResourceOptions.builder().includeDetail(true).build();
    List<DirectoryGroup> groups =
        service.listDirectoryGroups(id, organizationId, detailed).getGroupsList();
    Map<String, Object> report = new HashMap<>();
    report.put(
        "sizes",
        groups.stream().collect(Collectors.toMap(DirectoryGroup::getDisplayName, DirectoryGroup::getTotalUsers)));
    report.put("detail", Program.json.readTree(groups.get(0).getGroupDetail()));
    // The SDK does not send the time that it is given.
    report.put("since", null);
    return report;
  }

  private static String messageOf(Runnable call) {
    try {
      call.run();
      return "";
    } catch (APIException fault) {
      return fault.getMessage();
    }
  }

  private static Map<String, Object> describe(Directory directory) {
    Map<String, Object> report = new HashMap<>();
    report.put("id", directory.getId());
    report.put("organizationId", directory.getOrganizationId());
    report.put("name", directory.getName());
    report.put("type", directory.getDirectoryType().name());
    report.put("provider", directory.getDirectoryProvider().name());
    report.put("enabled", directory.getEnabled());
    report.put("status", directory.getStatus());
    report.put("endpoint", directory.getDirectoryEndpoint());
    report.put("totals", List.of(directory.getTotalUsers(), directory.getTotalGroups()));
    var stats = directory.getStats();
    report.put("stats", List.of(stats.getTotalUsers(), stats.getTotalGroups()));
    var users = stats.getUserUpdatedAt();
    var groups = stats.getGroupUpdatedAt();
    report.put(
        "changed",
        List.of(
            milliseconds(users.getSeconds(), users.getNanos()),
            milliseconds(groups.getSeconds(), groups.getNanos())));
    var synced = directory.getLastSyncedAt();
    report.put("synced", milliseconds(synced.getSeconds(), synced.getNanos()));
    report.put("secrets", directory.getSecretsList().stream().map(Directories::describe).toList());
    report.put(
        "roles", directory.getRoleAssignments().getAssignmentsList().stream().map(Directories::describe).toList());
    report.put(
        "attributes",
        directory.getAttributeMappings().getAttributesList().stream()
            .collect(Collectors.toMap(AttributeMapping::getKey, AttributeMapping::getMapTo)));
    return report;
  }

  private static Map<String, Object> describe(Secret secret) {
    return Map.of(
        "suffix", secret.getSecretSuffix(),
        "status", secret.getStatus().name(),
        "used", secret.hasLastUsedTime());
  }

  private static Map<String, Object> describe(RoleAssignment one) {
    return Map.of("groupId", one.getGroupId(), "roleName", one.getRoleName());
  }

  private static List<Map<String, Object>> describe(ListDirectoryUserResponse page) {
    return page.getUsersList().stream().map(Directories::describe).toList();
  }

  private static Map<String, Object> describe(DirectoryUser user) {
    var updated = user.getUpdatedAt();
    return Map.of(
        "id", user.getId(),
        "email", user.getEmail(),
        "userName", user.getPreferredUsername(),
        "name", List.of(user.getGivenName(), user.getFamilyName()),
        "emails", List.copyOf(user.getEmailsList()),
        "groups", user.getGroupsList().stream().map(group -> group.getDisplayName()).toList(),
        "updated", milliseconds(updated.getSeconds(), updated.getNanos()));
  }

  private static long milliseconds(long seconds, int nanos) {
    return seconds * 1000 + nanos / 1_000_000;
  }
}
