import { CodeBlock } from '@/components/ui/code-block';
import { CopyField } from '@/components/ui/copy-field';
import { SettingsSection } from '@/components/ui/settings-section';
import { type ApplicationType, isPublicType } from '@/lib/applications/application';
import type { ClientRecord } from '@/lib/applications/client-record';

export type ConnectSectionProps = { application: ClientRecord; type: ApplicationType; baseUrl: string };

/** Everything that an application has to be told, and the lines with which it signs people in. */
export function ConnectSection({ application, type, baseUrl }: ConnectSectionProps) {
  const [redirectUri = 'https://app.example.com/auth/callback'] = application.redirectUris;
  return (
    <SettingsSection
      title="Connect"
      description="Any library for OpenID Connect works; it finds the rest by discovery."
    >
      <dl className="flex flex-col gap-3">
        <Named label="Client id" value={application.clientId} />
        <Named label="Environment URL" value={baseUrl} />
        <Named label="Discovery" value={`${baseUrl}/.well-known/openid-configuration`} />
        <Named label="Authorization endpoint" value={`${baseUrl}/oauth/authorize`} />
        <Named label="Token endpoint" value={`${baseUrl}/oauth/token`} />
        <Named label="Keys" value={`${baseUrl}/keys`} />
      </dl>
      {!isPublicType(type) && (
        <>
          <p className="mt-5 mb-2 text-ink-2">
            Or with the SDK in Node, after{' '}
            <code className="font-mono text-ink text-sm">npm install @scalekit-sdk/node</code>:
          </p>
          <CodeBlock>{sdkLines(baseUrl, application.clientId, redirectUri)}</CodeBlock>
        </>
      )}
    </SettingsSection>
  );
}

function Named({ label, value }: { label: string; value: string }) {
  return (
    <div className="grid items-center gap-x-6 gap-y-1 tablet:grid-cols-[160px_minmax(0,1fr)]">
      <dt className="text-ink-2">{label}</dt>
      <dd className="min-w-0">
        <CopyField label={label} value={value} />
      </dd>
    </div>
  );
}

function sdkLines(baseUrl: string, clientId: string, redirectUri: string): string {
  return [
    "import { ScalekitClient } from '@scalekit-sdk/node';",
    'const usher = new ScalekitClient(',
    `  '${baseUrl}',`,
    `  '${clientId}',`,
    '  clientSecret,',
    ');',
    `const redirectUri = '${redirectUri}';`,
    '',
    '// GET /login, which is also the initiate-login address',
    'const url = usher.getAuthorizationUrl(redirectUri, { state });',
    'response.redirect(url);',
    '',
    '// GET /auth/callback',
    'const answer = await usher.authenticateWithCode(code, redirectUri);',
    'const { user, idToken } = answer;',
  ].join('\n');
}
