import { chooseOrganization, chooseOrganizationSchema } from '@/lib/oidc-store/choose-organization';
import { defineAction } from '@/server/actions/define-action';
import { hasSmallBody } from '@/server/auth/has-small-body';

const choose = defineAction(chooseOrganizationSchema, chooseOrganization);

type Context = { params: Promise<{ uid: string }> };

/**
 * The person has picked an organization: the provider goes on. A plain form posts here rather than to a server action,
 * since what follows leads to the application. After a refusal the page says what is so by now.
 */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { uid } = await params;
  const form = hasSmallBody(request) ? await request.formData().catch(() => null) : null;
  const organizationId = String(form?.get('organizationId') ?? '');
  const result = await choose({ interactionId: uid, organizationId });
  const location = `${result.ok ? '/oauth/authorize' : '/interaction'}/${encodeURIComponent(uid)}`;
  return new Response(null, { status: 303, headers: { Location: location, 'Cache-Control': 'no-store' } });
}
