import { DeleteDirectory } from '@/components/directories/delete-directory';
import { DirectoryStatus } from '@/components/directories/directory-status';
import { refusedWords } from '@/components/directories/directory-words';
import { ButtonLink } from '@/components/ui/button';
import { Link } from '@/components/ui/link';
import type { DirectoryRecord } from '@/lib/directories/directory-record';
import { deleteDirectoryAction } from './directories/[directoryId]/actions';
import { FirstDirectory } from './first-directory';
import type { ListedDirectorySetup } from './read-directory-setup';
import { SetupOverview } from './setup-overview';
import { SetupPart } from './setup-part';

type DirectoryPartProps = {
  setups: readonly ListedDirectorySetup[];
  /** Whether the link is about nothing else: the choice is then made right here. */
  isAlone: boolean;
};

/** The directory of the organization with its steps, or the choice of it. */
export function DirectoryPart({ setups, isAlone }: DirectoryPartProps) {
  const isFirst = setups.length === 0;
  return (
    <SetupPart
      title="Directory"
      description="It adds, changes and deactivates people by itself, and its groups can give them roles."
    >
      {isFirst && isAlone && <FirstDirectory known={[]} />}
      {setups.map((setup) => (
        <SetupOverview key={setup.directory.directoryId} setup={setup} status={<StatusOf setup={setup} />}>
          {isWithoutUse(setup.directory) && (
            <div className="mt-3 flex justify-end">
              <DeleteDirectory
                directory={setup.directory}
                remove={deleteDirectoryAction}
                listHref="/portal"
              />
            </div>
          )}
        </SetupOverview>
      ))}
      {!(isFirst && isAlone) && (
        <div>
          <ButtonLink
            href="/portal/directories/new"
            variant={isFirst ? 'default' : 'ghost'}
            className={isFirst ? undefined : '-ml-3'}
          >
            {isFirst ? 'Set up your directory' : 'Set up another directory'}
          </ButtonLink>
        </div>
      )}
    </SetupPart>
  );
}

/** A wrong choice can be taken back as long as nobody came by it. */
function isWithoutUse({ enabled, userCount }: DirectoryRecord): boolean {
  return !enabled && userCount === 0;
}

/** Whether it is on, and what was refused lately, which a set-up that is done would hide. */
function StatusOf({ setup: { directory, refusedCount } }: { setup: ListedDirectorySetup }) {
  return (
    <>
      <DirectoryStatus directory={directory} />
      {refusedCount > 0 && (
        <p className="mt-1 text-wait">
          {refusedWords(refusedCount)} in the last day:{' '}
          <Link
            href={`/portal/directories/${directory.directoryId}/log`}
            className="underline underline-offset-2"
          >
            see the log
          </Link>
          .
        </p>
      )}
    </>
  );
}
