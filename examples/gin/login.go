package main

import (
	"context"
	"crypto/rand"
	"errors"
	"log"
	"net/http"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	scalekit "github.com/scalekit-inc/scalekit-sdk-go/v2"
)

const (
	loginCookie   = "example_login"
	loginPath     = "/auth/callback"
	loginLifetime = 10 * time.Minute
)

// beginLogin is the initiate-login endpoint: Usher sends people here, after an invitation that they accepted or from
// their identity provider, with hints of who they are and where they belong. People may come by themselves, too.
func (app *application) beginLogin(c *gin.Context) {
	if issuer := c.Query("iss"); issuer != "" && issuer != app.environmentURL {
		showError(c, http.StatusBadRequest, "This link comes from another service.")
		return
	}
	options, err := app.readHints(c)
	if err != nil {
		showError(c, http.StatusBadRequest, "This login is not valid any more. Begin again at your identity provider.")
		return
	}
	pkce, err := app.usher.GeneratePKCEConfiguration(scalekit.PKCEOptions{})
	if err != nil {
		panic(err)
	}
	options.State = rand.Text()
	options.CodeChallenge = pkce.CodeChallenge
	options.CodeChallengeMethod = pkce.CodeChallengeMethod
	target, err := app.usher.GetAuthorizationUrl(app.redirectURI(), options)
	if err != nil {
		panic(err)
	}
	setCookie(c, loginCookie, options.State+":"+pkce.CodeVerifier, loginPath, loginLifetime)
	c.Redirect(http.StatusFound, target.String())
}

// completeLogin is where Usher sends the browser back to, with a code that is good once.
func (app *application) completeLogin(c *gin.Context) {
	cookie, _ := c.Cookie(loginCookie)
	setCookie(c, loginCookie, "", loginPath, -time.Second)
	state, verifier, _ := strings.Cut(cookie, ":")
	if state == "" || c.Query("state") != state {
		showError(c, http.StatusBadRequest,
			"This login was not begun in this browser, or too long ago. Please begin again.")
		return
	}
	// RFC 9207: the answer names who gives it.
	if issuer := c.Query("iss"); issuer != "" && issuer != app.environmentURL {
		showError(c, http.StatusBadRequest, "This answer comes from another service.")
		return
	}
	if c.Query("code") == "" {
		showError(c, http.StatusBadRequest, c.DefaultQuery("error_description", "You were not signed in."))
		return
	}
	person, err := app.exchange(c, c.Query("code"), verifier)
	if err != nil {
		log.Print(err)
		showError(c, http.StatusBadRequest, "This login could not be completed. Please begin again.")
		return
	}
	app.sessions.start(c, person)
	c.Redirect(http.StatusFound, "/members")
}

func (app *application) logOut(c *gin.Context) {
	ended, ok := app.sessions.find(c)
	app.sessions.end(c)
	if !ok {
		c.Redirect(http.StatusFound, "/")
		return
	}
	options := scalekit.LogoutUrlOptions{IdTokenHint: ended.IDToken, PostLogoutRedirectUri: app.origin + "/"}
	target, err := app.usher.GetLogoutUrl(options)
	if err != nil {
		panic(err)
	}
	c.Redirect(http.StatusFound, target.String())
}

// readHints fails when the identity provider's word for who comes is not good.
func (app *application) readHints(c *gin.Context) (scalekit.AuthorizationUrlOptions, error) {
	token := c.Query("idp_initiated_login")
	if token == "" {
		return scalekit.AuthorizationUrlOptions{
			OrganizationId: c.Query("organization_id"),
			LoginHint:      c.Query("login_hint"),
		}, nil
	}
	options := &scalekit.ValidateTokenOptions{Issuer: app.environmentURL}
	if _, err := app.usher.ValidateTokenWithOptions(c, token, options); err != nil {
		return scalekit.AuthorizationUrlOptions{}, err
	}
	claims, err := app.usher.GetIdpInitiatedLoginClaims(c, token)
	if err != nil {
		return scalekit.AuthorizationUrlOptions{}, err
	}
	return scalekit.AuthorizationUrlOptions{
		OrganizationId: claims.OrganizationID,
		ConnectionId:   claims.ConnectionID,
		LoginHint:      claims.LoginHint,
	}, nil
}

// exchange checks both tokens against the keys of Usher: the one says who it is, the other what they may.
func (app *application) exchange(ctx context.Context, code, verifier string) (session, error) {
	options := scalekit.AuthenticationOptions{CodeVerifier: verifier}
	answer, err := app.usher.AuthenticateWithCode(ctx, code, app.redirectURI(), options)
	if err != nil {
		return session{}, err
	}
	access, err := app.usher.GetAccessTokenClaims(ctx, answer.AccessToken)
	if err != nil {
		return session{}, err
	}
	organizationID, ok := answer.User.Claims["oid"].(string)
	if !ok {
		return session{}, errors.New("the ID token names no organization")
	}
	return session{
		Email:          answer.User.Email,
		OrganizationID: organizationID,
		Roles:          textsOf(access.Claims["roles"]),
		IDToken:        answer.IdToken,
	}, nil
}

func textsOf(claim any) []string {
	values, _ := claim.([]any)
	texts := []string{}
	for _, value := range values {
		if text, ok := value.(string); ok {
			texts = append(texts, text)
		}
	}
	return texts
}
