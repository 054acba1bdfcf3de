package main

import (
	"errors"
	"net/http"
	"slices"
	"strings"

	"connectrpc.com/connect"
	"github.com/gin-gonic/gin"
	scalekit "github.com/scalekit-inc/scalekit-sdk-go/v2"
	commons "github.com/scalekit-inc/scalekit-sdk-go/v2/pkg/grpc/scalekit/v1/commons"
	users "github.com/scalekit-inc/scalekit-sdk-go/v2/pkg/grpc/scalekit/v1/users"
)

var statuses = map[commons.MembershipStatus]string{
	commons.MembershipStatus_ACTIVE:         "Active",
	commons.MembershipStatus_INACTIVE:       "Inactive",
	commons.MembershipStatus_PENDING_INVITE: "Invited",
	commons.MembershipStatus_INVITE_EXPIRED: "Invitation expired",
}

// What the person who invited can put right, and with which status a page says so.
var refusals = map[connect.Code]int{
	connect.CodeInvalidArgument:    http.StatusBadRequest,
	connect.CodeFailedPrecondition: http.StatusBadRequest,
	connect.CodeAlreadyExists:      http.StatusConflict,
	connect.CodeResourceExhausted:  http.StatusTooManyRequests,
}

// inviteForm is what is said above the form, and what stands in it.
type inviteForm struct {
	Notice, Problem, Email string
}

type member struct {
	Email, Name, Roles, Status string
}

func (app *application) showMembers(c *gin.Context) {
	person, ok := app.sessions.find(c)
	if !ok {
		c.Redirect(http.StatusFound, "/login")
		return
	}
	app.membersPage(c, person, http.StatusOK, inviteForm{})
}

func (app *application) invite(c *gin.Context) {
	person, ok := app.sessions.find(c)
	if !ok {
		c.Redirect(http.StatusFound, "/login")
		return
	}
	// The application may invite anybody anywhere: whether this person may, it must ask itself.
	if !mayInvite(person) {
		showError(c, http.StatusForbidden, "You may not invite people.")
		return
	}
	email := strings.TrimSpace(c.PostForm("email"))
	user := &users.CreateUser{
		Email: email,
		Membership: &users.CreateMembership{
			Roles:        []*commons.Role{{Name: c.PostForm("role")}},
			InviterEmail: &person.Email,
		},
	}
	_, err := app.usher.User().CreateUserAndMembership(c, person.OrganizationID, user, true)
	var refusal *connect.Error
	if errors.As(err, &refusal) && refusals[refusal.Code()] != 0 {
		form := inviteForm{Problem: refusal.Message(), Email: email}
		app.membersPage(c, person, refusals[refusal.Code()], form)
		return
	}
	if err != nil {
		panic(err)
	}
	app.membersPage(c, person, http.StatusOK, inviteForm{Notice: email + " is invited."})
}

func (app *application) membersPage(c *gin.Context, person session, status int, form inviteForm) {
	organization, err := app.usher.Organization().GetOrganization(c, person.OrganizationID)
	if err != nil {
		panic(err)
	}
	options := &scalekit.ListUsersOptions{PageSize: 50, PageToken: c.Query("page")}
	listed, err := app.usher.User().ListOrganizationUsers(c, person.OrganizationID, options)
	if err != nil {
		panic(err)
	}
	roles, err := app.usher.Role().ListOrganizationRoles(c, person.OrganizationID)
	if err != nil {
		panic(err)
	}
	c.HTML(status, "members", gin.H{
		"Organization": organization.Organization.DisplayName,
		"Email":        person.Email,
		"Members":      describeMembers(listed.Users, person.OrganizationID),
		"NextPage":     listed.NextPageToken,
		"Roles":        roles.Roles,
		"MayInvite":    mayInvite(person),
		"Events":       app.events.list(),
		"Form":         form,
	})
}

func describeMembers(listed []*users.User, organizationID string) []member {
	members := []member{}
	for _, user := range listed {
		for _, membership := range user.Memberships {
			if membership.OrganizationId != organizationID {
				continue
			}
			roles := []string{}
			for _, role := range membership.Roles {
				roles = append(roles, role.DisplayName)
			}
			members = append(members, member{
				Email:  user.Email,
				Name:   user.UserProfile.Name,
				Roles:  strings.Join(roles, ", "),
				Status: statuses[membership.MembershipStatus],
			})
		}
	}
	return members
}

// The form gives any role, and the application may give them all: so only who holds them all may use it.
func mayInvite(person session) bool {
	return slices.Contains(person.Roles, "admin")
}
