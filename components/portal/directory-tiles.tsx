import type { DirectoryProvider } from '@/lib/directories/directory.schema';
import { Button } from '../ui/button';

interface Tile {
  readonly provider: DirectoryProvider;
  readonly name: string;
  readonly note: string;
}

const tiles: readonly Tile[] = [
  { provider: 'OKTA', name: 'Okta', note: 'People and groups, within moments' },
  { provider: 'MICROSOFT_AD', name: 'Microsoft Entra ID', note: 'Formerly Azure AD; about every 40 minutes' },
  { provider: 'GOOGLE', name: 'Google Workspace', note: 'People, by an app of its catalog' },
  { provider: 'ONELOGIN', name: 'OneLogin', note: 'People and groups' },
  { provider: 'JUMPCLOUD', name: 'JumpCloud', note: 'People and groups' },
  { provider: 'PING_IDENTITY', name: 'Ping Identity', note: 'PingOne, people and groups' },
  { provider: 'CUSTOM', name: 'Another directory', note: 'Whatever speaks SCIM 2.0' },
];

export type DirectoryTilesProps = {
  choose: (form: FormData) => Promise<void>;
  /** The identity providers that people log in by already: they come first. */
  known: readonly string[];
};

/** One directory a tile, with the button that begins its set-up. */
export function DirectoryTiles({ choose, known }: DirectoryTilesProps) {
  const isKnown = ({ provider }: Tile) => provider !== 'CUSTOM' && known.includes(provider);
  const ordered = [...tiles.filter(isKnown), ...tiles.filter((tile) => !isKnown(tile))];
  return (
    <ul className="grid gap-3 tablet:grid-cols-2">
      {ordered.map((tile) => (
        <li key={tile.provider} className="flex flex-col rounded-lg border border-line bg-paper p-4">
          <h3 className="font-heading text-md">{tile.name}</h3>
          <p className="mb-3.5 grow text-ink-3 text-sm">
            {isKnown(tile) ? 'Your people log in by it' : tile.note}
          </p>
          <form action={choose}>
            <input type="hidden" name="provider" value={tile.provider} />
            <Button type="submit" size="small" variant={isKnown(tile) ? 'primary' : 'default'}>
              {tile.provider === 'CUSTOM' ? 'Use another directory' : `Use ${tile.name}`}
            </Button>
          </form>
        </li>
      ))}
    </ul>
  );
}
