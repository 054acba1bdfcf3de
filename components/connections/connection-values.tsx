import type { ConnectionRecord } from '@/lib/connections/connection-record';
import { CopyField } from '../ui/copy-field';
import { providerWords } from './provider-words';

/** What is copied from here into the identity provider, under the names that it has there. */
export function ConnectionValues({ connection }: { connection: ConnectionRecord }) {
  const { provider, addresses } = connection;
  const { saml, oidc } = providerWords[provider];
  if (connection.type === 'OIDC') return <Value name={oidc.redirectUri} value={addresses.redirectUri} />;
  return (
    <div className="flex flex-col gap-4">
      <Value name={saml.acsUrl} value={addresses.acsUrl} />
      <Value name={saml.entityId} value={addresses.entityId} />
      <Value
        name="Metadata"
        value={addresses.metadataUrl}
        hint="Holds both, and the certificate with which requests are signed. Some identity providers take its address or its file."
      />
      <p>
        <a
          href={addresses.metadataUrl}
          download={`${connection.connectionId}.xml`}
          className="inline-flex min-h-6 items-center rounded-xs underline underline-offset-2"
        >
          Download the metadata
        </a>
      </p>
    </div>
  );
}

function Value({ name, value, hint }: { name: string; value: string; hint?: string }) {
  return (
    <div className="flex min-w-0 flex-col gap-[5px]">
      <p className="font-strong">{name}</p>
      <CopyField value={value} label={name} />
      {hint && <p className="text-ink-3 text-sm">{hint}</p>}
    </div>
  );
}
