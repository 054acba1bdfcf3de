import type { Metadata } from 'next';
import { can } from '@/lib/authz/authorize';
import { listDirectories } from '@/lib/directories/list-directories';
import { getCtx } from '@/server/context';
import { answerPage } from '../../../answer-page';
import { readOrganization } from '../organization';
import { DirectoryScreen } from './directory-screen';

type DirectoriesPageProps = { params: Promise<{ orgId: string }> };

export async function generateMetadata({ params }: DirectoriesPageProps): Promise<Metadata> {
  const { name } = await readOrganization((await params).orgId);
  return { title: `Directory: ${name}` };
}

/** Organizations > an organization > Directory: what adds and deactivates its members by itself. */
export default async function DirectoriesPage({ params }: DirectoriesPageProps) {
  const organization = await readOrganization((await params).orgId);
  const organizationId = organization.id;
  const directories = await answerPage((ctx) => listDirectories(ctx, { organizationId }));
  const { actor, now } = await getCtx();
  return (
    <DirectoryScreen
      organization={organization}
      directories={directories}
      mayManage={can(actor, 'directory.manage', organizationId)}
      mayGovern={can(actor, 'organization.govern')}
      now={now.toISOString()}
    />
  );
}
