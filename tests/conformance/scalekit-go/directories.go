package main

import (
	"context"
	"log"
	"net/http"
	"os"
	"time"

	"connectrpc.com/connect"
	scalekit "github.com/scalekit-inc/scalekit-sdk-go/v2"
	directories "github.com/scalekit-inc/scalekit-sdk-go/v2/pkg/grpc/scalekit/v1/directories"
	"github.com/scalekit-inc/scalekit-sdk-go/v2/pkg/grpc/scalekit/v1/directories/directoriesconnect"
	"google.golang.org/protobuf/types/known/structpb"
)

// One that is made here, and one that has sent users and groups before.
func walkThroughDirectories(given directoryTask) object {
	found := must(client.Directory().GetDirectory(ctx, given.OrganizationID, given.DirectoryID))
	return object{
		"made":        makeDirectory(given.DirectoryID),
		"synced":      describeDirectory(found.Directory),
		"users":       listDirectoryUsers(given),
		"groups":      listDirectoryGroups(given),
		"generated":   callGeneratedClient(given),
		"unreachable": object{},
	}
}

func makeDirectory(foreignID string) object {
	service := client.Directory()
	owner := must(client.Organization().CreateOrganization(ctx, "Initech", scalekit.CreateOrganizationOptions{})).Organization.Id
	_, empty := service.GetPrimaryDirectoryByOrganizationId(ctx, owner)
	wanted := &directories.CreateDirectory{
		DirectoryType:     directories.DirectoryType_SCIM,
		DirectoryProvider: directories.DirectoryProvider_OKTA,
	}
	made := must(service.CreateDirectory(ctx, owner, wanted)).Directory
	listed := must(service.ListDirectories(ctx, owner)).Directories
	primary := must(service.GetPrimaryDirectoryByOrganizationId(ctx, owner)).Directory
	enabled := service.DeleteDirectory(ctx, owner, made.Id)
	off := must(service.DisableDirectory(ctx, owner, made.Id)).Enabled
	on := must(service.EnableDirectory(ctx, owner, made.Id)).Enabled
	must(service.DisableDirectory(ctx, owner, made.Id))
	if err := service.DeleteDirectory(ctx, owner, made.Id); err != nil {
		log.Fatal(err)
	}
	_, gone := service.GetDirectory(ctx, owner, made.Id)
	_, foreign := service.ListDirectoryUsers(ctx, owner, foreignID, nil)
	return object{
		"organizationId": owner,
		"directory":      describeDirectory(made),
		"listedIds":      namesOf(listed, (*directories.Directory).GetId),
		"primaryId":      primary.Id,
		"switched":       []bool{off, on},
		"refused": object{
			"empty":   empty.Error(),
			"enabled": describeRefusal(enabled),
			"gone":    describeRefusal(gone),
			"foreign": describeRefusal(foreign),
		},
	}
}

func listDirectoryUsers(given directoryTask) object {
	find := func(options scalekit.ListDirectoryUsersOptions) *scalekit.ListDirectoryUsersResponse {
		return must(client.Directory().ListDirectoryUsers(ctx, given.OrganizationID, given.DirectoryID, &options))
	}
	first := find(scalekit.ListDirectoryUsersOptions{PageSize: 2})
	second := find(scalekit.ListDirectoryUsersOptions{PageSize: 2, PageToken: first.NextPageToken})
	detailed, since := true, time.UnixMilli(given.Since)
	groups := must(client.Directory().ListDirectoryGroups(ctx, given.OrganizationID, given.DirectoryID, nil)).Groups
	group := groups[0].Id
	return object{
		"total":        first.TotalSize,
		"pages":        [][]object{describeDirectoryUsers(first.Users), describeDirectoryUsers(second.Users)},
		"last":         second.NextPageToken,
		"detail":       find(scalekit.ListDirectoryUsersOptions{IncludeDetail: &detailed}).Users[0].UserDetail,
		"since":        givenNamesOf(find(scalekit.ListDirectoryUsersOptions{UpdatedAfter: &since})),
		"inFirstGroup": givenNamesOf(find(scalekit.ListDirectoryUsersOptions{DirectoryGroupId: &group})),
	}
}

func listDirectoryGroups(given directoryTask) object {
	find := func(options scalekit.ListDirectoryGroupsOptions) []*directories.DirectoryGroup {
		return must(client.Directory().ListDirectoryGroups(ctx, given.OrganizationID, given.DirectoryID, &options)).Groups
	}
	detailed, since := true, time.UnixMilli(given.Since)
	groups := find(scalekit.ListDirectoryGroupsOptions{PageSize: 10, IncludeDetail: &detailed})
	sizes := object{}
	for _, group := range groups {
		sizes[group.DisplayName] = group.TotalUsers
	}
	changed := find(scalekit.ListDirectoryGroupsOptions{UpdatedAfter: &since})
	return object{
		"sizes":  sizes,
		"detail": groups[0].GroupDetail,
		"since":  namesOf(changed, (*directories.DirectoryGroup).GetDisplayName),
	}
}

// What the SDK's own methods leave out, by the client that it is generated with.
func callGeneratedClient(given directoryTask) object {
	service := directoriesconnect.NewDirectoryServiceClient(http.DefaultClient, os.Getenv("SCALEKIT_ENVIRONMENT_URL"), connect.WithGRPC())
	organization, id := given.OrganizationID, given.DirectoryID
	gold := must(structpb.NewStruct(map[string]any{"plan": "gold"}))
	must(call(service.UpdateDirectoryContext, &directories.UpdateDirectoryContextRequest{OrganizationId: organization, DirectoryId: id, Context: gold}))
	kept := must(call(service.GetDirectoryContext, &directories.GetDirectoryContextRequest{OrganizationId: organization, DirectoryId: id}))
	mapping := &directories.AttributeMappings{Attributes: []*directories.AttributeMapping{{Key: "team", MapTo: "department"}}}
	mapped := must(call(service.UpdateAttributes, &directories.UpdateAttributesRequest{OrganizationId: organization, Id: id, AttributeMapping: mapping}))
	named := &directories.UpdateDirectory{Name: "People"}
	renamed := must(call(service.UpdateDirectory, &directories.UpdateDirectoryRequest{OrganizationId: organization, Id: id, Directory: named}))
	summary := must(call(service.ListDirectoryGroupsSummary, &directories.ListDirectoryGroupsSummaryRequest{OrganizationId: organization, DirectoryId: id})).Groups
	roles := &directories.RoleAssignments{Assignments: []*directories.RoleAssignment{
		{GroupId: summary[1].Id, RoleName: "admin"},
		{GroupId: summary[0].Id, RoleName: "member"},
	}}
	assigned := must(call(service.AssignRoles, &directories.AssignRolesRequest{OrganizationId: organization, Id: id, RoleAssignments: roles}))
	assign := func(externalIDs []string) error {
		_, err := call(service.AssignGroupsForDirectory, &directories.AssignGroupsForDirectoryRequest{OrganizationId: organization, Id: id, ExternalIds: externalIDs})
		return err
	}
	if err := assign(given.ExternalIDs); err != nil {
		log.Fatal(err)
	}
	secret := must(call(service.CreateDirectorySecret, &directories.CreateDirectorySecretRequest{OrganizationId: organization, DirectoryId: id}))
	next := must(call(service.RegenerateDirectorySecret, &directories.RegenerateDirectorySecretRequest{OrganizationId: organization, DirectoryId: id}))
	_, sync := call(service.TriggerDirectorySync, &directories.TriggerDirectorySyncRequest{OrganizationId: organization, DirectoryId: id})
	return object{
		"context":    kept.Context,
		"attributes": describeMapping(mapped.AttributeMappings),
		"name":       renamed.Directory.Name,
		"summary":    namesOf(summary, (*directories.DirectoryGroup).GetDisplayName),
		"roles":      namesOf(assigned.RoleAssignments.Assignments, (*directories.RoleAssignment).GetRoleName),
		"secrets":    []string{secret.PlainSecret, next.PlainSecret},
		"refused":    object{"unknownGroup": describeRefusal(assign([]string{"unknown"})), "sync": describeRefusal(sync)},
	}
}

func call[Request, Response any](
	method func(context.Context, *connect.Request[Request]) (*connect.Response[Response], error),
	message *Request,
) (*Response, error) {
	request := connect.NewRequest(message)
	request.Header().Set("Authorization", "Bearer "+must(client.GetClientAccessToken(ctx)))
	response, err := method(ctx, request)
	if err != nil {
		return nil, err
	}
	return response.Msg, nil
}

func describeDirectory(directory *directories.Directory) object {
	secrets := []object{}
	for _, secret := range directory.Secrets {
		used := secret.LastUsedTime != nil
		secrets = append(secrets, object{"suffix": secret.SecretSuffix, "status": secret.Status.String(), "used": used})
	}
	roles := []object{}
	for _, one := range directory.RoleAssignments.GetAssignments() {
		roles = append(roles, object{"groupId": one.GroupId, "roleName": one.RoleName})
	}
	stats := directory.Stats
	return object{
		"id":             directory.Id,
		"organizationId": directory.OrganizationId,
		"name":           directory.Name,
		"type":           directory.DirectoryType.String(),
		"provider":       directory.DirectoryProvider.String(),
		"enabled":        directory.Enabled,
		"status":         directory.Status,
		"endpoint":       directory.DirectoryEndpoint,
		"totals":         []int32{directory.TotalUsers, directory.TotalGroups},
		"stats":          []int32{stats.TotalUsers, stats.TotalGroups},
		"changed":        []int64{stats.UserUpdatedAt.AsTime().UnixMilli(), stats.GroupUpdatedAt.AsTime().UnixMilli()},
		"synced":         directory.LastSyncedAt.AsTime().UnixMilli(),
		"secrets":        secrets,
		"roles":          roles,
		"attributes":     describeMapping(directory.AttributeMappings),
	}
}

func describeMapping(mapping *directories.AttributeMappings) object {
	attributes := object{}
	for _, one := range mapping.GetAttributes() {
		attributes[one.Key] = one.MapTo
	}
	return attributes
}

func describeDirectoryUsers(users []*directories.DirectoryUser) []object {
	described := []object{}
	for _, user := range users {
		described = append(described, object{
			"id":       user.Id,
			"email":    user.Email,
			"userName": user.PreferredUsername,
			"name":     []string{user.GivenName, user.FamilyName},
			"emails":   user.Emails,
			"groups":   namesOf(user.Groups, (*directories.DirectoryGroup).GetDisplayName),
			"updated":  user.UpdatedAt.AsTime().UnixMilli(),
		})
	}
	return described
}

func givenNamesOf(page *scalekit.ListDirectoryUsersResponse) []string {
	return namesOf(page.Users, (*directories.DirectoryUser).GetGivenName)
}
