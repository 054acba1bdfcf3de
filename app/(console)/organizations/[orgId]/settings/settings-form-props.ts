import type { OrganizationDetails } from '@/lib/organizations/get-organization';

export type SettingsFormProps = {
  organization: OrganizationDetails;
  /** Whether the external id and who may invite are theirs to change. */
  mayGovern: boolean;
};
