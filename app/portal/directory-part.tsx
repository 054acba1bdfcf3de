import { DirectoryStatus } from '@/components/directories/directory-status';
import { ButtonLink } from '@/components/ui/button';
import { SectionHeader } from '@/components/ui/page-header';
import { FirstDirectory } from './first-directory';
import type { DirectorySetup } from './read-directory-setup';
import { SetupOverview } from './setup-overview';

type DirectoryPartProps = {
  setups: readonly DirectorySetup[];
  /** Whether the link is about nothing else: the choice is then made right here. */
  isAlone: boolean;
};

/** The directory of the organization with its steps, or the choice of it. */
export function DirectoryPart({ setups, isAlone }: DirectoryPartProps) {
  if (setups.length === 0 && isAlone) return <FirstDirectory known={[]} />;
  const description =
    'It adds, changes and deactivates people by itself, and its groups can give them roles.';
  const [label, variant] =
    setups.length > 0 ? ['Set up another directory', 'ghost' as const] : ['Set up your directory'];
  return (
    <section className="flex flex-col gap-5">
      <SectionHeader title="Directory" description={description} />
      {setups.map((setup) => (
        <SetupOverview
          key={setup.directory.directoryId}
          setup={setup}
          status={<DirectoryStatus directory={setup.directory} />}
        />
      ))}
      <div>
        <ButtonLink href="/portal/directories/new" variant={variant} className={variant && '-ml-3'}>
          {label}
        </ButtonLink>
      </div>
    </section>
  );
}
