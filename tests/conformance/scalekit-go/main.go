// Walks through the calls of the official Go SDK and prints what came back, as one line of JSON.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"os"
	"slices"
	"strings"

	"connectrpc.com/connect"
	scalekit "github.com/scalekit-inc/scalekit-sdk-go/v2"
	commons "github.com/scalekit-inc/scalekit-sdk-go/v2/pkg/grpc/scalekit/v1/commons"
	errdetails "github.com/scalekit-inc/scalekit-sdk-go/v2/pkg/grpc/scalekit/v1/errdetails"
	roles "github.com/scalekit-inc/scalekit-sdk-go/v2/pkg/grpc/scalekit/v1/roles"
	users "github.com/scalekit-inc/scalekit-sdk-go/v2/pkg/grpc/scalekit/v1/users"
)

type webhook struct {
	Secret  string            `json:"secret"`
	Payload string            `json:"payload"`
	Headers map[string]string `json:"headers"`
}

type directoryTask struct {
	OrganizationID string   `json:"organizationId"`
	DirectoryID    string   `json:"directoryId"`
	Since          int64    `json:"since"`
	ExternalIDs    []string `json:"externalIds"`
}

type task struct {
	Email           string        `json:"email"`
	ExternalID      string        `json:"externalId"`
	RoleName        string        `json:"roleName"`
	ForgedSignature string        `json:"forgedSignature"`
	Webhook         webhook       `json:"webhook"`
	Directory       directoryTask `json:"directory"`
}

type object map[string]any

var (
	ctx    = context.Background()
	client = scalekit.NewScalekitClient(
		os.Getenv("SCALEKIT_ENVIRONMENT_URL"),
		os.Getenv("SCALEKIT_CLIENT_ID"),
		os.Getenv("SCALEKIT_CLIENT_SECRET"),
	)
)

func main() {
	var given task
	if err := json.Unmarshal([]byte(os.Getenv("CONFORMANCE_TASK")), &given); err != nil {
		log.Fatal(err)
	}
	organizationID, organizations := walkThroughOrganizations(given)
	report := object{
		"organizationId": organizationID,
		"organizations":  organizations,
		"users":          walkThroughUsers(given, organizationID),
		"roles":          walkThroughRoles(given),
		"directories":    walkThroughDirectories(given.Directory),
		"tokens":         checkTokens(given),
		"webhooks":       checkWebhooks(given.Webhook),
	}
	if err := json.NewEncoder(os.Stdout).Encode(report); err != nil {
		log.Fatal(err)
	}
}

func walkThroughOrganizations(given task) (string, object) {
	service := client.Organization()
	options := scalekit.CreateOrganizationOptions{ExternalId: given.ExternalID}
	created := must(service.CreateOrganization(ctx, "Acme", options)).Organization
	name := "Acme Robotics"
	must(service.UpdateOrganization(ctx, created.Id, &scalekit.UpdateOrganization{DisplayName: &name}))
	found := must(service.GetOrganizationByExternalId(ctx, given.ExternalID)).Organization
	listed := must(service.ListOrganization(ctx, &scalekit.ListOrganizationOptions{PageSize: 10})).Organizations
	ids := []string{}
	for _, one := range listed {
		ids = append(ids, one.Id)
	}
	return found.Id, object{
		"createdName": created.DisplayName,
		"changedName": found.DisplayName,
		"listedIds":   ids,
	}
}

func walkThroughUsers(given task, organizationID string) object {
	service := client.User()
	wanted := &users.CreateUser{
		Email:       given.Email,
		UserProfile: &users.CreateUserProfile{GivenName: "Ada"},
		Membership:  &users.CreateMembership{Roles: []*commons.Role{{Name: "member"}}},
	}
	invited := must(service.CreateUserAndMembership(ctx, organizationID, wanted, true)).User
	resent := must(service.ResendInvite(ctx, organizationID, invited.Id)).Invite
	augusta := "Augusta"
	profile := &users.UpdateUserProfile{GivenName: &augusta}
	must(service.UpdateUser(ctx, invited.Id, &users.UpdateUser{UserProfile: profile}))
	admin := &users.UpdateMembership{Roles: []*commons.Role{{Name: "admin"}}}
	must(service.UpdateMembership(ctx, organizationID, invited.Id, admin))
	other := must(client.Organization().CreateOrganization(ctx, "Globex", scalekit.CreateOrganizationOptions{})).Organization
	must(service.CreateMembership(ctx, other.Id, invited.Id, &users.CreateMembership{}, true))
	listed := must(service.ListOrganizationUsers(ctx, organizationID, &scalekit.ListUsersOptions{PageSize: 10})).Users
	heldRoles := must(service.ListUserRoles(ctx, organizationID, invited.Id)).Roles
	permissions := must(service.ListUserPermissions(ctx, organizationID, invited.Id)).Permissions
	changed := must(service.GetUser(ctx, invited.Id)).User
	_, again := service.CreateUserAndMembership(ctx, organizationID, wanted, true)
	for _, id := range []string{organizationID, other.Id} {
		if err := service.DeleteMembership(ctx, id, invited.Id, true); err != nil {
			log.Fatal(err)
		}
	}
	_, gone := service.GetUser(ctx, invited.Id)
	_, wrong := service.CreateUserAndMembership(ctx, organizationID, &users.CreateUser{Email: "x"}, true)
	return object{
		"otherOrganizationId": other.Id,
		"invited":             describeUser(invited),
		"resentCount":         resent.ResentCount,
		"changed":             describeUser(changed),
		"listedIds":           namesOf(listed, (*users.User).GetId),
		"roles":               namesOf(heldRoles, (*commons.Role).GetName),
		"permissions":         namesOf(permissions, (*users.Permission).GetName),
		"again":               describeRefusal(again),
		"gone":                describeRefusal(gone),
		"wrong":               describeRefusal(wrong),
	}
}

func walkThroughRoles(given task) object {
	service := client.Role()
	description := "Reads everything"
	must(service.CreateRole(ctx, &roles.CreateRole{Name: given.RoleName, DisplayName: "Auditor", Description: &description}))
	listed := must(service.ListRoles(ctx)).Roles
	if err := service.DeleteRole(ctx, given.RoleName); err != nil {
		log.Fatal(err)
	}
	_, gone := service.GetRole(ctx, given.RoleName)
	return object{"names": namesOf(listed, (*roles.Role).GetName), "gone": describeRefusal(gone)}
}

func checkTokens(given task) object {
	token := must(client.GetClientAccessToken(ctx))
	claims := must(client.ValidateToken(ctx, token))
	forgedToken := token[:strings.LastIndex(token, ".")+1] + given.ForgedSignature
	forged := "accepted"
	if _, err := client.ValidateToken(ctx, forgedToken); err != nil {
		forged = "refused"
	}
	return object{"issuer": claims["iss"], "clientId": claims["client_id"], "forged": forged}
}

func checkWebhooks(given webhook) object {
	verify := func(payload string) string {
		accepted, err := client.VerifyWebhookPayload(given.Secret, given.Headers, []byte(payload))
		if err != nil || !accepted {
			return "refused"
		}
		return "accepted"
	}
	return object{"signed": verify(given.Payload), "changed": verify(given.Payload + " ")}
}

func describeUser(user *users.User) object {
	memberships := []object{}
	for _, membership := range user.Memberships {
		names := namesOf(membership.Roles, (*commons.Role).GetName)
		slices.Sort(names)
		memberships = append(memberships, object{
			"organizationId": membership.OrganizationId,
			"status":         membership.MembershipStatus.String(),
			"roles":          names,
		})
	}
	return object{
		"id":          user.Id,
		"email":       user.Email,
		"givenName":   user.UserProfile.GivenName,
		"memberships": memberships,
	}
}

func describeRefusal(err error) object {
	var refusal *connect.Error
	if !errors.As(err, &refusal) {
		return object{"exception": fmt.Sprintf("%T", err)}
	}
	code := ""
	for _, detail := range refusal.Details() {
		if value, err := detail.Value(); err == nil {
			if info, ok := value.(*errdetails.ErrorInfo); ok {
				code = info.ErrorCode
			}
		}
	}
	return object{"exception": fmt.Sprintf("%T", refusal), "code": code, "message": refusal.Message()}
}

func namesOf[T any](list []T, name func(T) string) []string {
	names := []string{}
	for _, one := range list {
		names = append(names, name(one))
	}
	return names
}

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}
