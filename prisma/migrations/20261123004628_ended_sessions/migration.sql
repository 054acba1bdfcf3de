-- DropIndex
DROP INDEX "sessions_user_id_idx";

-- CreateTable
CREATE TABLE "ended_sessions" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "organization_id" TEXT,
    "ending" TEXT NOT NULL DEFAULT 'revoked',
    "ended_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "absolute_expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "ip" TEXT,
    "user_agent" TEXT,
    "logins" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "ended_sessions_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ended_sessions_user_id_id_idx" ON "ended_sessions"("user_id", "id");

-- CreateIndex
CREATE INDEX "ended_sessions_ended_at_idx" ON "ended_sessions"("ended_at");

-- CreateIndex
CREATE INDEX "sessions_user_id_id_idx" ON "sessions"("user_id", "id");

-- Whoever deletes a session need not think of it: what is left of it is written here.
create function remember_ended_session() returns trigger language plpgsql as $$
begin
  insert into ended_sessions (id, user_id, organization_id, ended_at, expires_at, absolute_expires_at, created_at,
    last_seen_at, ip, user_agent, logins)
  values (old.id, old.user_id, old.organization_id, now(), old.expires_at, old.absolute_expires_at, old.created_at,
    old.last_seen_at, old.ip, old.user_agent, (
      select coalesce(jsonb_agg(distinct jsonb_build_object('clientId', client_id, 'organizationId', organization_id)), '[]')
      from oidc_grants where session_id = old.id));
  return old;
end $$;

create trigger remember_ended_session before delete on sessions
  for each row execute function remember_ended_session();
