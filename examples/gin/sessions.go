package main

import (
	"crypto/rand"
	"net/http"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
)

// session says who is signed in in a browser.
type session struct {
	Email          string
	OrganizationID string
	// The names of the roles in the organization.
	Roles []string
	// Names the session to end when signing out.
	IDToken   string
	expiresAt time.Time
}

// sessions are in memory, since this is an example: an application keeps them in its database.
type sessions struct {
	mutex sync.Mutex
	byID  map[string]session
}

// Cookies ignore ports, so the names tell those of this example from others' on localhost.
const sessionCookie = "example_session"

const sessionLifetime = time.Hour

func newSessions() *sessions {
	return &sessions{byID: map[string]session{}}
}

// start always makes a new id, so that nobody can prepare a browser with one that they know.
func (s *sessions) start(c *gin.Context, started session) {
	id := rand.Text()
	started.expiresAt = time.Now().Add(sessionLifetime)
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.byID[id] = started
	setCookie(c, sessionCookie, id, "/", sessionLifetime)
}

func (s *sessions) find(c *gin.Context) (session, bool) {
	id, _ := c.Cookie(sessionCookie)
	s.mutex.Lock()
	defer s.mutex.Unlock()
	found, ok := s.byID[id]
	if ok && time.Now().After(found.expiresAt) {
		delete(s.byID, id)
		return session{}, false
	}
	return found, ok
}

func (s *sessions) end(c *gin.Context) {
	id, _ := c.Cookie(sessionCookie)
	s.mutex.Lock()
	defer s.mutex.Unlock()
	delete(s.byID, id)
	setCookie(c, sessionCookie, "", "/", -time.Second)
}

func setCookie(c *gin.Context, name, value, path string, lifetime time.Duration) {
	http.SetCookie(c.Writer, &http.Cookie{
		Name:     name,
		Value:    value,
		Path:     path,
		MaxAge:   int(lifetime.Seconds()),
		HttpOnly: true,
		SameSite: http.SameSiteLaxMode,
		// On localhost there is no https; an application sets Secure.
		Secure: false,
	})
}
