import { DirectoryTiles, type DirectoryTilesProps } from '@/components/portal/directory-tiles';
import { SectionHeader } from '@/components/ui/page-header';
import { chooseDirectory } from './actions';

/** The first step of a directory. */
export function FirstDirectory({ known }: Pick<DirectoryTilesProps, 'known'>) {
  return (
    <section>
      <SectionHeader
        title="Where are your people kept?"
        description="Then come the steps for it: verify your domains, switch it on, enter a base URL and a secret there, and watch the first people arrive. It takes about ten minutes, and you need to be an administrator there."
      />
      <div className="mt-4">
        <DirectoryTiles choose={chooseDirectory} known={known} />
      </div>
    </section>
  );
}
