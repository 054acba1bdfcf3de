package main

import (
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
)

const (
	maximumEvents = 20
	maximumBytes  = 1 << 20
)

type event struct {
	ID   string `json:"id"`
	Type string `json:"type"`
	At   string `json:"-"`
}

// events are the newest first; in memory, since this is an example.
type events struct {
	mutex    sync.Mutex
	received []event
}

func (app *application) receiveWebhook(c *gin.Context) {
	if app.webhookSecret == "" {
		c.String(http.StatusServiceUnavailable, "SCALEKIT_WEBHOOK_SECRET is not set.\n")
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(c.Writer, c.Request.Body, maximumBytes))
	if err != nil {
		c.String(http.StatusRequestEntityTooLarge, "The body could not be read.\n")
		return
	}
	headers := map[string]string{}
	for name := range c.Request.Header {
		headers[name] = c.GetHeader(name)
	}
	if signed, err := app.usher.VerifyWebhookPayload(app.webhookSecret, headers, body); err != nil || !signed {
		c.String(http.StatusBadRequest, "The signature is not valid.\n")
		return
	}
	var received event
	if err := json.Unmarshal(body, &received); err != nil {
		c.String(http.StatusBadRequest, "The body is not JSON.\n")
		return
	}
	app.events.keep(received)
	c.Status(http.StatusNoContent)
}

// keep ignores what it has: an event may come more than once, and its id tells.
func (e *events) keep(received event) {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	if slices.ContainsFunc(e.received, func(one event) bool { return one.ID == received.ID }) {
		return
	}
	received.At = time.Now().UTC().Format(time.RFC3339)
	e.received = slices.Insert(e.received, 0, received)
	e.received = e.received[:min(len(e.received), maximumEvents)]
}

func (e *events) list() []event {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	return slices.Clone(e.received)
}
