import { notFound } from 'next/navigation';
import { cache } from 'react';
import { directoryRefSchema } from '@/lib/directories/directory.schema';
import { getDirectory } from '@/lib/directories/get-directory';
import { answerPage } from '../../../../answer-page';

/** The directory that an address names, read once for a page and its title. */
export const readDirectory = cache((organizationId: string, directoryId: string) => {
  const ref = directoryRefSchema.safeParse({ organizationId, directoryId });
  return ref.success ? answerPage((ctx) => getDirectory(ctx, ref.data)) : notFound();
});
