import { ProviderTiles } from '@/components/portal/provider-tiles';
import { SectionHeader } from '@/components/ui/page-header';
import { chooseProvider } from './actions';

/** The first step of all. */
export function FirstProvider() {
  return (
    <section>
      <SectionHeader
        title="Which identity provider do you use?"
        description="Then come the steps for it: add an application there, enter what it gave you, verify your domains, try it, and switch it on. It takes about a quarter of an hour, and you need to be an administrator there."
      />
      <div className="mt-4">
        <ProviderTiles choose={chooseProvider} />
      </div>
    </section>
  );
}
