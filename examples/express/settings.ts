import { ScalekitClient } from '@scalekit-sdk/node';

export const port = Number(process.env.PORT || 4000);

/** Where people reach this application: its addresses are registered with Usher under it. */
export const origin = `http://localhost:${port}`;
export const redirectUri = `${origin}/auth/callback`;

export const environmentUrl = required('SCALEKIT_ENVIRONMENT_URL').replace(/\/$/, '');

/** Null until a webhook to /webhooks has been created in Usher, which shows its secret then. */
export const webhookSecret = process.env.SCALEKIT_WEBHOOK_SECRET || null;

export const scalekit = new ScalekitClient(
  environmentUrl,
  required('SCALEKIT_CLIENT_ID'),
  required('SCALEKIT_CLIENT_SECRET'),
);

function required(name: string): string {
  const value = process.env[name];
  if (value) return value;
  process.stderr.write(`${name} is not set.\n`);
  process.exit(1);
}
