-- Sign-ins are asked for by address and by application, newest first.
CREATE INDEX "audit_events_sign_ins_by_address" ON "audit_events" ((lower("target_name") COLLATE "C"), "id") WHERE "action" = 'user.signed_in';
CREATE INDEX "audit_events_sign_ins_by_client" ON "audit_events" (("changes" #>> '{after,client}'), "id") WHERE "action" = 'user.signed_in';
