import { refuseField } from '@/lib/errors';
import type { OrganizationRecord } from '@/lib/organizations/organization-record';

interface Feature {
  readonly name: string;
  readonly enabled: boolean;
}

/** Of a feature, the field of the core that says whether it is there. */
const fields = { sso: 'ssoEnabled', dir_sync: 'directoryEnabled' } as const;

type Switches = Partial<Record<(typeof fields)[keyof typeof fields], boolean>>;

/** Every feature there is, with whether this organization has it. */
export function presentFeatures(record: OrganizationRecord): Feature[] {
  return Object.entries(fields).map(([name, field]) => ({ name, enabled: record[field] }));
}

/** The features that a request switches; the others stay. Older documents call directories `directory_sync`. */
export function readFeatures(features: readonly Feature[]): Switches {
  const switches: Switches = {};
  for (const { name, enabled } of features) switches[fieldOf(name)] = enabled;
  return switches;
}

function fieldOf(name: string) {
  if (name === 'sso') return fields.sso;
  if (name === 'dir_sync' || name === 'directory_sync') return fields.dir_sync;
  return refuseField('settings.features', `There is no feature ${name}: give sso or dir_sync.`);
}
