import { ButtonAnchor } from '@/components/ui/button';

type Props = { organizationId: string; organizationName: string; email: string };

/**
 * To the identity provider of an organization, and back to this page: the login there opens it, and joins it where the
 * person is invited.
 */
export function SsoLink({ organizationId, organizationName, email }: Props) {
  const query = new URLSearchParams({ organization_id: organizationId, login_hint: email, return_to: '/me' });
  const name = `Continue with SSO to ${organizationName}`;
  return (
    <ButtonAnchor href={`/sso/v1/start?${query}`} aria-label={name} className="max-tablet:w-full">
      Continue with SSO
    </ButtonAnchor>
  );
}
