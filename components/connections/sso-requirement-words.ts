import type { SsoRequirementReach } from '@/lib/connections/describe-sso-requirement';
import { countLabel } from '../memberships/member-labels';

export interface RequirementWords {
  readonly description: string;
  readonly consequences: readonly string[];
}

/** Whom it concerns that members must use SSO, and what happens to them. */
export function requirementWords(reach: SsoRequirementReach): RequirementWords {
  const { members, signedInOtherwise, withoutWayIn } = reach;
  const exempt = 'Admins of this organization and the staff may still use a mailed link.';
  if (members === 0)
    return { description: `It concerns whoever joins from now on. ${exempt}`, consequences: [] };
  const whom = countLabel(members, 'member logs', 'members log');
  return {
    description: `${whom} in by the organization’s identity provider alone from now on. ${exempt}`,
    consequences: [
      ...(signedInOtherwise > 0
        ? [
            `${countLabel(signedInOtherwise, 'of them is', 'of them are')} signed in otherwise now, and must log in by it to go on`,
          ]
        : []),
      ...(withoutWayIn > 0
        ? [
            `${countLabel(withoutWayIn, 'of them has', 'of them have')} no address in a verified domain and cannot log in any more`,
          ]
        : []),
    ],
  };
}
