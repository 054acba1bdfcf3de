import { notFound } from 'next/navigation';
import { cache } from 'react';
import { isFinished } from '@/components/portal/checklist';
import { directoryChecklistOf, nameOfDirectory } from '@/components/portal/directory-checklist';
import { directoryFinish } from '@/components/portal/finish-words';
import type { Ctx } from '@/lib/authz/context';
import { countRefusedRequests } from '@/lib/directories/count-refused-requests';
import { directoryProviderNames, directoryRefSchema } from '@/lib/directories/directory.schema';
import type { DirectoryRecord } from '@/lib/directories/directory-record';
import { getDirectory } from '@/lib/directories/get-directory';
import { listDirectories } from '@/lib/directories/list-directories';
import { getPortal, type Portal } from '@/lib/portal/get-portal';
import { readDomains } from './read-domains';
import { answerPortal } from './read-portal';
import type { Setup } from './read-setup';

/** One directory of the organization and how far it has been set up. */
export interface DirectorySetup extends Setup {
  readonly directory: DirectoryRecord;
}

/** The same on the overview. */
export interface ListedDirectorySetup extends DirectorySetup {
  /** In the last day. */
  readonly refusedCount: number;
}

/** The directory of this address, read once a request for the title and the page. */
export const readDirectorySetup: (directoryId: string) => Promise<DirectorySetup> = cache((directoryId) =>
  answerPortal(async (ctx, { organizationId }) => {
    const ref = directoryRefSchema.safeParse({ organizationId, directoryId });
    if (!ref.success) notFound();
    return readProgress(ctx, await getPortal(ctx), await getDirectory(ctx, ref.data));
  }),
);

/** Every directory of the organization; none where the link is not about them. */
export async function listDirectorySetups(
  ctx: Ctx,
  portal: Portal,
): Promise<readonly ListedDirectorySetup[]> {
  if (!portal.features.has('directory')) return [];
  const directories = await listDirectories(ctx, portal);
  return Promise.all(
    directories.map(async (directory) => ({
      ...(await readProgress(ctx, portal, directory)),
      refusedCount: await countRefusedRequests(ctx, directory),
    })),
  );
}

/** How far a directory has come. */
async function readProgress(ctx: Ctx, portal: Portal, directory: DirectoryRecord): Promise<DirectorySetup> {
  const { names, ...counts } = await readDomains(ctx, directory.organizationId);
  const { applicationName } = portal;
  const steps = directoryChecklistOf({ directory, applicationName, ...counts });
  const { name, provider } = directory;
  const title = name === directoryProviderNames[provider] ? nameOfDirectory(provider) : name;
  const finish = isFinished(steps) ? directoryFinish(directory, { ...portal, domains: names }) : null;
  return { portal, directory, title, steps, finish };
}
