// An application whose people join by Usher's invitations: Gin and the Scalekit SDK.
package main

import (
	"embed"
	"html/template"
	"log"
	"net/http"
	"os"
	"strings"

	"github.com/gin-gonic/gin"
	scalekit "github.com/scalekit-inc/scalekit-sdk-go/v2"
)

//go:embed pages.html
var pages embed.FS

// application is what every handler needs.
type application struct {
	// Where people reach it: its addresses are registered with Usher under it.
	origin         string
	environmentURL string
	// Empty until a webhook to /webhooks has been created in Usher, which shows its secret then.
	webhookSecret string
	usher         scalekit.Scalekit
	sessions      *sessions
	events        *events
}

func main() {
	port := os.Getenv("PORT")
	if port == "" {
		port = "4000"
	}
	environmentURL := strings.TrimSuffix(required("SCALEKIT_ENVIRONMENT_URL"), "/")
	app := &application{
		origin:         "http://localhost:" + port,
		environmentURL: environmentURL,
		webhookSecret:  os.Getenv("SCALEKIT_WEBHOOK_SECRET"),
		usher: scalekit.NewScalekitClient(
			environmentURL,
			required("SCALEKIT_CLIENT_ID"),
			required("SCALEKIT_CLIENT_SECRET"),
		),
		sessions: newSessions(),
		events:   &events{},
	}
	log.Printf("The example is at %s", app.origin)
	// Browsers say where a form comes from, and what comes from another site is refused.
	protection := http.NewCrossOriginProtection()
	log.Fatal(http.ListenAndServe("localhost:"+port, protection.Handler(app.router())))
}

func (app *application) router() http.Handler {
	gin.SetMode(gin.ReleaseMode)
	router := gin.New()
	router.Use(gin.Recovery(), setHeaders)
	router.SetHTMLTemplate(template.Must(template.ParseFS(pages, "pages.html")))
	router.GET("/", func(c *gin.Context) { c.Redirect(http.StatusFound, "/members") })
	router.GET("/login", app.beginLogin)
	router.GET("/auth/callback", app.completeLogin)
	router.GET("/logout", app.logOut)
	router.GET("/members", app.showMembers)
	router.POST("/invite", app.invite)
	router.POST("/webhooks", app.receiveWebhook)
	return router
}

func setHeaders(c *gin.Context) {
	c.Header("Cache-Control", "no-store")
	c.Header("Referrer-Policy", "same-origin")
	c.Header("X-Content-Type-Options", "nosniff")
	c.Header("X-Frame-Options", "DENY")
}

func (app *application) redirectURI() string {
	return app.origin + "/auth/callback"
}

func showError(c *gin.Context, status int, message string) {
	c.HTML(status, "error", gin.H{"Message": message})
}

func required(name string) string {
	value := os.Getenv(name)
	if value == "" {
		log.Fatalf("%s is not set.", name)
	}
	return value
}
