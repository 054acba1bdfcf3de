import { redirect } from 'next/navigation';

type OrganizationPageProps = { params: Promise<{ orgId: string }> };

/** An organization opens on its users. */
export default async function OrganizationPage({ params }: OrganizationPageProps): Promise<never> {
  redirect(`/organizations/${(await params).orgId}/users`);
}
