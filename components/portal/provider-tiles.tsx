import type { ConnectionProvider, ConnectionType } from '@/lib/connections/connection.schema';
import { Button } from '../ui/button';

interface Tile {
  readonly provider: ConnectionProvider;
  readonly name: string;
  readonly note: string;
  /** The usual way first. */
  readonly types: readonly ConnectionType[];
}

const tiles: readonly Tile[] = [
  { provider: 'OKTA', name: 'Okta', note: 'SAML or OpenID Connect', types: ['SAML', 'OIDC'] },
  {
    provider: 'MICROSOFT_AD',
    name: 'Microsoft Entra ID',
    note: 'Formerly Azure AD',
    types: ['SAML', 'OIDC'],
  },
  { provider: 'GOOGLE', name: 'Google Workspace', note: 'SAML', types: ['SAML'] },
  { provider: 'ONELOGIN', name: 'OneLogin', note: 'SAML', types: ['SAML'] },
  { provider: 'PING_IDENTITY', name: 'Ping Identity', note: 'PingOne, by SAML', types: ['SAML'] },
  { provider: 'JUMPCLOUD', name: 'JumpCloud', note: 'SAML', types: ['SAML'] },
  {
    provider: 'CUSTOM',
    name: 'Another identity provider',
    note: 'Whatever speaks SAML 2.0 or OpenID Connect',
    types: ['SAML', 'OIDC'],
  },
];

const typeWords: Record<ConnectionType, string> = { SAML: 'SAML', OIDC: 'OpenID Connect' };

/** Names keep their capital letter. */
function inSentence({ provider, name }: Tile): string {
  return provider === 'CUSTOM' ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}

export type ProviderTilesProps = { choose: (form: FormData) => Promise<void> };

/** One identity provider a tile, with a button for each protocol that it is set up by. */
export function ProviderTiles({ choose }: ProviderTilesProps) {
  return (
    <ul className="grid gap-3 tablet:grid-cols-2">
      {tiles.map((tile) => (
        <li key={tile.provider} className="flex flex-col rounded-lg border border-line bg-paper p-4">
          <h3 className="font-heading text-md">{tile.name}</h3>
          <p className="mb-3.5 grow text-ink-3 text-sm">{tile.note}</p>
          <div className="flex flex-wrap gap-2">
            {tile.types.map((type) => (
              <form key={type} action={choose}>
                <input type="hidden" name="provider" value={tile.provider} />
                <input type="hidden" name="type" value={type} />
                <Button type="submit" size="small">
                  {tile.types.length > 1 ? `Use ${typeWords[type]}` : `Use ${tile.name}`}
                  {tile.types.length > 1 && <span className="sr-only"> with {inSentence(tile)}</span>}
                </Button>
              </form>
            ))}
          </div>
        </li>
      ))}
    </ul>
  );
}
